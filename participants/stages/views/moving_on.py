"""Who moves on from a stage: seen first, done then, taken back while the next stage has not begun."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from incubator.access import guarded
from incubator.lib.errors import Refused
from incubator.lib.numbers import whole, wholes
from incubator.web.acting import told
from incubator.web.http import Request
from incubator.web.notices import undoable
from participants.stages import actions as stages
from participants.stages import queries
from participants.stages.field import Field, Row, Rule, field_of
from participants.stages.forms import RuleForm
from participants.stages.models import Cut
from programmes.calls.models import Stage
from programmes.calls.states import StageKind

BINS, EACH_PAGE = 20, 100


def reviews_desk(stage: Stage) -> str:
    return f"{reverse('participants:desk_reviews', args=stage.call.cohort.slugs)}?call={stage.call.slug}&stage={stage.pk}"


def wanted(stage: Stage, data: QueryDict) -> tuple[RuleForm, Rule]:
    """The rule that is asked for, else the stage's own."""
    own = Rule.of(stage)
    if "kind" not in data:
        return RuleForm(initial={"kind": own.kind, "number": own.number, "by": own.by}), own
    form = RuleForm(data)
    return form, form.rule if form.is_valid() else own


def spread(field: Field) -> list[int]:
    """How the scores spread from 0 to 100, for the picture."""
    counts = [0] * BINS
    for row in field.rows:
        if row.value is not None:
            counts[min(max(int(row.value * BINS / 100), 0), BINS - 1)] += 1
    return counts if any(counts) else []


@dataclass(frozen=True)
class Part:
    """A page of one of the two lists; its buttons carry ticks and note along."""

    name: str
    rows: list[Row]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(-(-self.total // EACH_PAGE), 1)

    @property
    def first(self) -> int:
        return (self.page - 1) * EACH_PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def earlier(self) -> str:
        return f"{self.name}:{self.page - 1}" if self.page > 1 else ""

    @property
    def later(self) -> str:
        return f"{self.name}:{self.page + 1}" if self.page < self.pages else ""


def part(name: str, rows: list[Row], data: QueryDict) -> Part:
    """The page that is asked for, by the button pressed or where it stood."""
    turned, _colon, to = data.get("turn", "").partition(":")
    wanted = to if turned == name else data.get(f"{name}_page", "1")
    most = max(-(-len(rows) // EACH_PAGE), 1)
    page = min(max(whole(wanted) or 1, 1), most)
    start = (page - 1) * EACH_PAGE
    return Part(name, rows[start : start + EACH_PAGE], len(rows), page)


def shown(request: Request, stage: Stage, *, marked: set[int], said: str = "", note: str = "", status: int = 200) -> HttpResponse:
    data = request.POST if request.method == "POST" else request.GET
    form, rule = wanted(stage, data)
    field = field_of(stage, rule)
    parts = [part("on", field.on, data), part("off", field.off, data)]
    here = {row.application.pk for one in parts for row in one.rows}
    later = queries.after(stage)
    context: dict[str, Any] = {
        "cohort": stage.call.cohort, "call": stage.call, "stage": stage, "form": form, "field": field, "marked": marked,
        "parts": parts, "elsewhere": sorted(marked - here),
        "said": said, "note": note, "next": later[0] if later else None, "cuts": list(queries.cuts_of(stage)[:20]),
        "screening": stage.kind == StageKind.SCREENING, "back": reviews_desk(stage), "bins": spread(field),
        "mark": None if field.line.score is None or stage.kind == StageKind.SCREENING else field.line.score / 100,
        "ruled_out": queries.waits_for_publication(stage) + queries.to_rule_out(stage).count(),
    }  # fmt: skip
    return render(request, "participants/stages/moving_on.html", context, status=status)


@guarded("participants.manage_reviews", Stage)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request, stage: Stage) -> HttpResponse:
    """Everyone of the stage by the rule, who is decided otherwise marked; posting it lets them on."""
    if request.method != "POST":
        return shown(request, stage, marked=set())
    marked = set(wholes(request.POST.getlist("otherwise")))
    note = request.POST.get("note", "")[:2000]
    if request.POST.get("turn"):
        return shown(request, stage, marked=marked, note=note)
    _form, rule = wanted(stage, request.POST)
    try:
        cut = stages.move_on(stage, by=request.user, rule=rule, otherwise=marked, seen=request.POST.get("seen", ""), note=note)
    except Refused as why:
        return shown(request, stage, marked=marked, said=str(why.message), note=note, status=409)
    count = cut.figures["on"]
    done = ngettext("%(n)s application moved on. Nobody outside the desk is told.", "%(n)s applications moved on. Nobody outside the desk is told.", count)  # fmt: skip
    undoable(request, done % {"n": count}, reverse("participants:undo_cut", args=[*stage.call.cohort.slugs, cut.pk]))
    return redirect("participants:moving_on", *stage.call.cohort.slugs, stage.pk)


@guarded("participants.manage_reviews", Cut)
@require_POST
def undo(request: Request, cut: Cut) -> HttpResponse:
    told(request, lambda: stages.undo(cut, by=request.user), _("Taken back: they are in this stage again."))
    return redirect("participants:moving_on", *cut.stage.call.cohort.slugs, cut.stage_id)

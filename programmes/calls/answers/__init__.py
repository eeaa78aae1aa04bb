"""One answer to one question: checked as the question's type asks, shown as people read it.

A question here is anything with `type`, `required`, `options`, `limits`, `shown_if_id` and `shown_if_value`. Values are
JSON: text, number, ISO date or month, country, region or language code, option value, list of option values;
money {amount, currency}; people [{name, role, email}]; budget {lines: [{label, amount}], total, asked, currency};
consent {text, language, at}. Amounts are decimals as text. Files are attachments of the application; as the value of a
file question counts the list of their names.

Limits by type: short and long `characters`, `words`, `least_characters`, `least_words`; several and people `least` and
`most`; people `emails`; scale `lowest`, `highest`, `low_end`, `high_end` (texts); number and money `min`, `max`; number
`decimals` (0 where absent); money and budget `currency`; budget `ceiling`, `total`, `asked` (whether an amount is asked
for), `asked_most`, `percent`; date and month `earliest` and `latest` (ISO); region `countries`; consent `text` (texts);
files `kinds` (image, document, film, sound; of type file only), `files`, `mb`.
"""

from programmes.calls.answers.asked import MOST, MOST_ROWS, Asked, Problem, blank
from programmes.calls.answers.checking import as_typed, clean, read, repeats, shown
from programmes.calls.answers.chosen import (
    conditions_of,
    ends_of,
    marks,
    offered_of,
    option_label,
    points_of,
    region_groups,
    values_of,
)
from programmes.calls.answers.figures import currency_of
from programmes.calls.answers.files import FileRules, check_file, file_rules
from programmes.calls.answers.rows import text_asked, token
from programmes.calls.answers.showing import cell, column, in_words, show_answer, show_lines
from programmes.calls.answers.texts import video_host, words

__all__ = [
    "MOST",
    "MOST_ROWS",
    "Asked",
    "FileRules",
    "Problem",
    "as_typed",
    "blank",
    "cell",
    "check_file",
    "clean",
    "column",
    "conditions_of",
    "currency_of",
    "ends_of",
    "file_rules",
    "in_words",
    "marks",
    "offered_of",
    "option_label",
    "points_of",
    "read",
    "region_groups",
    "repeats",
    "show_answer",
    "show_lines",
    "shown",
    "text_asked",
    "token",
    "values_of",
    "video_host",
    "words",
]

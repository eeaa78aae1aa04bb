"""The table that people read: ours beside the goal, and what is over."""

from typing import Any

LIKE = 1.5
"""How much more the largest may cost than the smallest, where a list must not feel its size."""


def over(result: dict[str, Any]) -> str:
    """What is over the goal, in a word or two."""
    if not result.get("goal"):
        return ""
    sql, cpu = result["goal"]
    said = [name for name, value, most in (("SQL", result["sql"], sql), ("CPU", result["cpu"], cpu)) if value > most]
    memory = result["more"].get("memory", 0) > 300
    return " ".join([*said, *(["memory"] if memory else [])])


def progress(size: int, results: dict[str, Any]) -> None:
    rows = [result for result in results.values() if isinstance(result, dict)]
    faults = [f"{result['title']} ({over(result)})" for result in rows if over(result)]
    print(f"  {len(rows)} measured; over their goal: {', '.join(faults) or 'none'}", flush=True)


def growth(found: dict[str, Any], key: str) -> float | None:
    sizes = list(found["sizes"].values())
    if len(sizes) < 2 or not sizes[0][key]["cpu"]:
        return None
    return float(sizes[-1][key]["cpu"] / sizes[0][key]["cpu"])


def table(found: dict[str, Any]) -> None:
    """For each job: statements, CPU at each size, growth, what p50 and p95 were and what it weighs at the largest."""
    sizes = list(found["sizes"])
    last = found["sizes"][sizes[-1]]
    wide = "".join(f"{int(size):>10,}" for size in sizes)
    print(
        f"\n{'':42}{'SQL':>4} {'goal':>5}  CPU ms:{wide} {'goal':>6} {'growth':>7}  {'p50':>6} {'p95':>6} {'bytes':>8} {'brotli':>7}"
    )
    for key, result in last.items():
        if not isinstance(result, dict):
            continue
        spent = "".join(f"{found['sizes'][size][key]['cpu']:10.1f}" for size in sizes)
        sql, cpu = result["goal"] or ("", "")
        grown = growth(found, key)
        times = f"{grown:6.2f}×" if grown else " " * 7
        faults = over(result) + (" growth" if grown and result["flat"] and grown > LIKE else "")
        print(
            f"{result['title'][:41]:42}{result['sql']:>4} {sql:>5}         {spent} {cpu:>6} {times}  {result['p50']:6.0f} "
            f"{result['p95']:6.0f} {result['bytes']:>8} {result['brotli']:>7}{'  OVER: ' + faults.strip() if faults else ''}"
        )
    if sheet := last.get("export"):
        more = sheet["more"]
        print(f"\nExport: {more['rows']:,} rows, {more['cpu_each']} ms each, first byte after {more['first_byte']} ms, "
              f"worker at most {more['memory']} MB")  # fmt: skip
    print(f"Pace of this machine while measuring: {', '.join(str(found['sizes'][size]['pace']) for size in sizes)} "
          "(ms for a fixed piece of Python; the same work costs more on a busy machine)")  # fmt: skip
    for row in found.get("weight", {}).get("rows", []):
        print(row["line"])

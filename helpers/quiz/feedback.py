"""What a learner is told about an answer: the points and the rule, then why each option is right or wrong."""

from __future__ import annotations

from collections.abc import Iterable

from helpers.markup import NOTHING, Safe, el, join, listing, sentence
from helpers.quiz.items import Given, Item, Option, Part
from helpers.quiz.scoring import RULES, PartScore, Score, matched
from helpers.quiz.sheet import LEFT, MISSED, RIGHT, WRONG, Sign


def points(count: int) -> str:
    """``1 point``, ``2 points``."""
    return f"{count} point" if count == 1 else f"{count} points"


def rule_words(item: Item) -> str:
    """The rule that scores an item, and what it does here."""
    rule = RULES[item.rule]
    if item.effects:
        return f"{rule.name}. Nothing here earns points unless “{item.parts[0].label}” is right too."
    return f"{rule.name}. {rule.says}"


def verdict(item: Item, given: Given, score: Score) -> Safe:
    """How the answer did, with its points and the rule that gave them."""
    if not score.answered:
        sign, look = "Not answered.", ""
    elif score.perfect:
        sign, look = "✓ Right.", "mbc-verdict mbc-right"
    elif score.points:
        sign, look = "◐ Partly right.", "mbc-verdict mbc-partly"
    else:
        words = "Not this one." if item.kind == "multiple_choice" else "Not yet."
        sign, look = f"✗ {words}", "mbc-verdict mbc-wrong"
    earned = f"{score.points} of {points(score.most)}. " if score.answered else ""
    return join(
        el(
            "p",
            el("strong", f"{sign} "),
            earned,
            _advice(item, given, score),
            class_=look or None,
            data_home="check",
            tabindex=-1,
        ),
        el("p", rule_words(item), class_="mbc-note"),
        _breakdown(score),
    )


def _advice(item: Item, given: Given, score: Score) -> str:
    everything = all(len(given.get(part.id, ())) == len(part.options) for part in item.parts)
    if item.rule == "plus_minus" and everything and not score.perfect:
        return "Choosing everything earns little: each wrong pick takes a point away."
    return ""


def _breakdown(score: Score) -> Safe:
    if len(score.parts) < 2:
        return NOTHING
    return el("ul", [el("li", f"{part.label}: {_part_words(part)}") for part in score.parts], class_="mbc-breakdown")


def _part_words(part: PartScore) -> str:
    if not part.answered:
        return "not answered"
    told = "✓ right" if part.right else "✗ not right"
    return f"{told}, {part.points} of {points(part.most)}" if part.most else told


def reasons(item: Item, given: Given) -> Safe:
    """Why each option is right or wrong, marked with what was picked."""
    kind = item.kind
    if item.number:
        return _worked(item, given)
    if kind == "ordered_response":
        return el(
            "ol",
            [el("li", el("strong", sentence(o.text)), f" {o.reason}") for o in item.parts[0].options],
            class_="mbc-reasons",
        )
    if kind == "matrix_multiple_choice":
        return _list(_row(item, part, given) for part in item.parts)
    if kind == "matrix_multiple_response":
        return _list(_across(item, index, given) for index in range(len(item.parts[0].options)))
    if kind.startswith("dragdrop"):
        return _tokens(item, given)
    if len(item.parts) == 1:
        return _list(_option(item.parts[0], option, given) for option in item.parts[0].options)
    return join(
        *(
            el(
                "div",
                el("h4", part.label),
                _list(_option(part, option, given) for option in part.options),
                class_="mbc-block",
            )
            for part in item.parts
        )
    )


def _list(items: Iterable[Safe]) -> Safe:
    return el("ul", items, class_="mbc-reasons")


def _option(part: Part, option: Option, given: Given) -> Safe:
    several = part.most == 1 and len(part.keys) > 1  # one gap of two that take either of two reasons
    gaps = [name for name in given if name.startswith("effect")] if several and option.correct else [part.id]
    chosen = any(option.id in given.get(gap, ()) for gap in gaps)
    if option.correct:
        return _reason(RIGHT if chosen else MISSED, option.text, option.reason)
    return _reason(WRONG if chosen else LEFT, option.text, option.reason)


def _reason(sign: Sign, words: str, reason: str, more: str = "") -> Safe:
    marked = f"{sign.sign} " if sign.sign else ""
    told = f" ({more or sign.words})" if more or sign.words else ""
    return el(
        "li", el("strong", sentence(f"{marked}{words.rstrip('.')}{told}")), f" {reason}", class_=sign.look or None
    )


def _row(item: Item, part: Part, given: Given) -> Safe:
    answer = part.by_id[part.keys[0]]
    chosen = next(iter(given.get(part.id, ())), "")
    sign = RIGHT if chosen == answer.id else WRONG if chosen else MISSED
    yours = f"you chose {part.by_id[chosen].text}; " if chosen and chosen != answer.id else ""
    return _reason(sign, part.label, answer.reason, f"{yours}{answer.text}")


def _across(item: Item, index: int, given: Given) -> Safe:
    row = item.parts[0].options[index]
    right = [part.label for part in item.parts if part.options[index].correct]
    chosen = [part.label for part in item.parts if row.id in given.get(part.id, ())]
    sign = RIGHT if chosen == right else WRONG if set(chosen) - set(right) else MISSED
    yours = f"you chose {listing(chosen) or 'none'}; " if chosen != right else ""
    return _reason(sign, row.text, row.reason, f"{yours}{listing(right) or 'none of them'}")


def _tokens(item: Item, given: Given) -> Safe:
    rights = (
        matched(item.parts[:1], given) + matched(item.effects, given)
        if item.effects
        else [matched([part], given)[0] for part in item.parts]
    )
    answers = item.key
    gaps = []
    for part, right in zip(item.parts, rights, strict=True):
        picked = next(iter(given.get(part.id, ())), "")
        best = part.by_id[picked if right else answers[part.id][0]]
        yours = f"you placed {part.by_id[picked].text}; here: " if picked and not right else ""
        sign = RIGHT if right else WRONG if picked else MISSED
        gaps.append(_reason(sign, part.label, best.reason, f"{yours}{best.text}"))
    used = {key for part in item.parts for key in part.keys}
    others = [_reason(LEFT, token.text, token.reason) for token in item.parts[0].options if token.id not in used]
    more = join(el("h4", "Words that fit no gap"), _list(others)) if others else NOTHING
    return join(_list(gaps), more)


def _worked(item: Item, given: Given) -> Safe:
    number = item.number
    assert number is not None
    typed = next(iter(given.get(item.parts[0].id, ())), "")
    value = number.read(typed)
    wrong = value is not None and not number.right(typed)
    slip = next((why for at, why in number.mistakes if wrong and abs((value or 0) - at) <= number.tolerance), "")
    unread = el("p", f"“{typed}” could not be read as a number.") if typed and value is None else NOTHING
    slips = [el("li", el("strong", f"{at:.12g}. "), why) for at, why in number.mistakes]
    return join(
        unread,
        el("p", el("strong", f"What may have happened with {typed}: "), slip) if slip else NOTHING,
        el("h4", f"Step by step to {f'{number.answer:.12g} {number.unit}'.strip()}"),
        el("ol", [el("li", step) for step in number.worked]),
        join(el("h4", "Common slips"), el("ul", slips)) if slips else NOTHING,
    )

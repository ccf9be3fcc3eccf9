"""Which of an article's dates and amounts belong to the happening."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

import rules
from kembar.model import Amount, Article, Happening
from rules import RuleSet
from rules.tokens import Section
from rules.weighed import Weighed
from rules.when import Choice, choose, likely_years
from rules.worth import choose_amount

PUBLISHED = date(2025, 5, 20)  # a Tuesday
Sentence = tuple[str, str, str]


def weighed(*sentences: str, section: Section = Section.BODY) -> list[Weighed]:
    """Sentences of one paragraph each; `*` marks one met by a rule, `**` by the kind's own."""
    return [
        Weighed(
            text=text.lstrip("*"),
            section=section,
            own=text.startswith("**"),
            trigger=text.startswith("*"),
            paragraph=number,
        )
        for number, text in enumerate(sentences)
    ]


def day(sentences: Sequence[Weighed], *, planned: bool = False) -> date | None:
    choice = choose(sentences, PUBLISHED, planned=planned)
    return choice.date_from if choice else None


def test_the_day_in_the_sentence_of_the_happening_comes_first() -> None:
    told = weighed("Kamis (15/5/2025) hujan turun.", "*Delegasi tiba 16 Mei.", "**Teken 17 Mei.")

    assert day(told) == date(2025, 5, 17)
    assert day(told[:2]) == date(2025, 5, 16)


def test_a_day_of_the_same_paragraph_comes_before_one_of_the_lead() -> None:
    lead = weighed("Rapat warga Senin (12/5).", section=Section.LEAD)
    same = Weighed("Acara itu digelar 14 Mei.", Section.BODY, False, False, 7)
    trigger = Weighed("Kedua kota meneken nota.", Section.BODY, True, True, 7)

    assert day([*lead, trigger, same]) == date(2025, 5, 14)
    assert day([*lead, trigger]) == date(2025, 5, 12)


def test_a_day_elsewhere_in_the_body_is_another_story() -> None:
    assert day(weighed("**Kedua kota meneken nota.", "Pasar dibuka 14 Mei.")) is None


def test_what_is_done_takes_the_latest_day_before_publication() -> None:
    told = weighed("**Setelah rapat 2 Mei, nota diteken 16 Mei dan berlaku mulai 1 Juni.")

    assert day(told) == date(2025, 5, 16)


def test_what_is_planned_takes_the_first_day_to_come() -> None:
    told = weighed("**Setelah rapat 2 Mei, nota akan diteken 28 Mei dan berlaku mulai 1 Juni.")

    assert day(told, planned=True) == date(2025, 5, 28)


def test_what_is_planned_without_a_day_to_come_takes_that_of_the_report() -> None:
    assert day(weighed("**Senin (19/5) mereka membahas nota."), planned=True) == date(2025, 5, 19)


def test_a_visit_under_way_is_not_over() -> None:
    choice = choose(weighed("**Delegasi melawat 18-22 Mei."), PUBLISHED, planned=True)

    assert choice == Choice(date(2025, 5, 18), date(2025, 5, 22), "day", "no year")


def test_how_it_all_began_is_never_the_day_of_a_report() -> None:
    began = "**Kota kembar sejak 1 Februari 2025"

    assert day(weighed(f"{began}, dirayakan 18 Mei.")) == date(2025, 5, 18)
    assert day(weighed("**Nota diteken 4 Mei 2019.")) is None


def test_a_day_of_the_background_counts_alone_and_fresh() -> None:
    assert day(weighed("**Perjanjian berlaku sejak 1 Februari 2025.")) == date(2025, 2, 1)
    assert day(weighed("**Perjanjian berlaku sejak 1 Februari 2023.")) is None
    assert choose(weighed("**Perjanjian berlaku sejak 1 Februari 2025."), None) is None


def test_the_day_of_the_words_gives_way_to_the_day_of_the_deed() -> None:
    told = weighed(
        "Tamu tiba Kamis (15/5/2025).",
        "Camat Arfan Dolo, Senin (19/5/2025), menilai baik.",
        "**Nota diteken.",
        section=Section.LEAD,
    )

    assert day(told) == date(2025, 5, 15)


def test_a_bare_weekday_beside_words_dates_only_them() -> None:
    assert day(weighed("**Kedua kota meneken nota, kata wali kota, Senin.")) is None
    assert day(weighed("**Kedua kota meneken nota, Senin.")) == date(2025, 5, 19)


def test_a_date_with_a_wrong_weekday_comes_last() -> None:
    told = weighed("**Jumat (19/5/2025) atau Kamis (15/5/2025) nota diteken.")

    assert day(told) == date(2025, 5, 15)


def test_a_week_or_a_month_is_told_with_its_precision() -> None:
    assert choose(weighed("**Nota akan diteken pekan depan."), PUBLISHED, planned=True) == Choice(
        date(2025, 5, 26), date(2025, 6, 1), "week", "relative"
    )


def test_no_date_no_choice() -> None:
    assert choose([], PUBLISHED) is None
    assert choose(weighed("**Kedua kota meneken nota."), None) is None


@pytest.mark.parametrize(
    ("address", "text", "years"),
    [
        ("https://surat.example/2020/02/pkk.html", "", [2020]),
        ("https://surat.example/2020/01/03/pkk", "", [2020, 2019]),
        ("https://surat.example/pkk", "Festival 2018 usai.", [2018, 2019, 2020, 2021, 2022, 2023]),
        ("https://surat.example/pkk", "Target hingga 2030.", []),
        ("https://surat.example/pkk", "Periode 2024-2029, Rp 2000, 12.2019.", []),
        ("https://surat.example/pkk", "Tanpa tahun.", []),
    ],
)
def test_the_year_of_a_report_without_a_date_shows_in_its_address_or_its_text(
    address: str, text: str, years: list[int]
) -> None:
    assert likely_years(address, [text]) == years


def test_a_weekday_and_a_likely_year_make_a_day_without_publication() -> None:
    told = weighed("**Tim itu studi banding, Rabu (26/2).")

    assert choose(told, None, years=[2018, 2019, 2020]) == Choice(
        date(2020, 2, 26), date(2020, 2, 26), "day", "no year"
    )
    assert choose(told, None) is None


def rupiah(value: float) -> Amount:
    return Amount(value=value, currency="IDR")


def test_the_money_of_the_headline_comes_first() -> None:
    title = weighed("Dagang Dua Provinsi Capai Rp 4 Miliar", section=Section.TITLE)

    assert choose_amount([*title, *weighed("**Hibah Rp 9 juta.")]) == rupiah(4e9)


def test_what_the_headline_rounds_is_told_in_full() -> None:
    title = weighed("Dagang Dua Provinsi Capai Rp4,4 Miliar", section=Section.TITLE)
    body = weighed("Nilainya tepat Rp4.412.300.500.", "Bank menyalurkan Rp 4 miliar.")

    assert choose_amount([*title, *body]) == rupiah(4412300500)


def test_the_money_of_the_happening_stands_in_its_sentence() -> None:
    told = weighed("Bank menyalurkan Rp 12 miliar.", "**Jepang menghibahkan Rp 3 miliar.")

    assert choose_amount(told) == rupiah(3e9)


def test_money_elsewhere_belongs_to_somebody_else() -> None:
    assert choose_amount(weighed("Bank menyalurkan Rp 12 miliar.", "**Kedua kota sepakat.")) is None


def test_beside_the_happening_only_a_sum_counts() -> None:
    def lead(text: str) -> list[Weighed]:
        return weighed(text, "**Pemkot menerima bus.", section=Section.LEAD)

    assert choose_amount(lead("Total nilainya Rp 5 miliar.")) == rupiah(5e9)
    assert choose_amount(lead("Pasar dibangun dengan Rp 5 miliar.")) is None


def test_a_price_is_not_what_a_deal_is_worth() -> None:
    assert choose_amount(weighed("**Kedua kota berdagang beras Rp 12.000 per kg.")) is None


def judged(article: Article, ruleset: RuleSet) -> Happening:
    (happening,) = rules.judge(article, ruleset).happenings
    return happening


def test_an_article_tells_the_day_to_come_of_what_is_planned(
    ruleset: RuleSet, write: Callable[..., Article]
) -> None:
    text = (
        "Kamis (15/5) panitia rapat.\n\nPemkot Bitung akan menandatangani LoI kota kembar dengan "
        "Pemerintah Kota Davao pada 4 Juni mendatang."
    )

    told = judged(write("Bitung Bakal Teken LoI dengan Davao", text), ruleset)

    assert told.date == date(2025, 6, 4)


def test_a_month_is_no_day_of_a_happening(ruleset: RuleSet, write: Callable[..., Article]) -> None:
    text = "Pemkab Wajo dan Pemkab Soppeng meneken perjanjian kerja sama irigasi pada Maret 2025."

    assert judged(write("Dua Kabupaten Sepakat", text), ruleset).date is None


def test_an_article_without_a_date_takes_the_year_from_its_address(
    ruleset: RuleSet, write: Callable[..., Article]
) -> None:
    text = "Pemkab Wajo dan Pemkab Soppeng meneken perjanjian kerja sama irigasi, Rabu (26/2)."
    article = replace(
        write("Dua Kabupaten Sepakat", text),
        published=None,
        url="https://surat.example/2020/02/irigasi.html",
    )

    assert judged(article, ruleset).date == date(2020, 2, 26)

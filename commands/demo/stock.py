"""The stock of the demo: the five outlets filled with made-up news, dated back from now."""

from datetime import datetime

from .articles.draft import dated
from .articles.kanalaspirasi import DRAFTS as KANALASPIRASI
from .articles.klikkalsel import DRAFTS as KLIKKALSEL
from .articles.klikkaltim import DRAFTS as KLIKKALTIM
from .articles.kotabogor import DRAFTS as KOTABOGOR
from .articles.palopopos import DRAFTS as PALOPOPOS
from .kanalaspirasi import Kanalaspirasi, cut_slug
from .klikkalsel import Klikkalsel
from .klikkaltim import Klikkaltim
from .kotabogor import Kotabogor
from .outlets import Outlet
from .palopopos import Palopopos


def demo_outlets(now: datetime) -> tuple[Outlet, ...]:
    """The five outlets with their made-up news, none older than five days at `now`."""
    return (
        Klikkaltim(dated(KLIKKALTIM, now=now, area=Klikkaltim.area), now=now),
        Palopopos(dated(PALOPOPOS, now=now, area=Palopopos.area), now=now),
        Klikkalsel(dated(KLIKKALSEL, now=now, area=Klikkalsel.area), now=now),
        Kotabogor(dated(KOTABOGOR, now=now, area=Kotabogor.area), now=now),
        Kanalaspirasi(
            dated(KANALASPIRASI, now=now, area=Kanalaspirasi.area, slug=cut_slug), now=now
        ),
    )

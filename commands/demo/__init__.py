"""The demo: five replica outlets on loopback, with news that is made up, read as real ones are.

with ReplicaServer(demo_outlets(clock.now())) as server:
    server.relocate("https://klikkaltim.com/")     # http://127.0.0.1:PORT/
"""

from .command import command
from .kanalaspirasi import Kanalaspirasi, cut_slug
from .klikkalsel import Klikkalsel
from .klikkaltim import Klikkaltim
from .kotabogor import Kotabogor
from .outlets import DemoArticle, Insert, Outlet, Reply
from .palopopos import Palopopos
from .server import ReplicaServer, Request
from .stock import demo_outlets

__all__ = [
    "DemoArticle",
    "Insert",
    "Kanalaspirasi",
    "Klikkalsel",
    "Klikkaltim",
    "Kotabogor",
    "Outlet",
    "Palopopos",
    "ReplicaServer",
    "Reply",
    "Request",
    "command",
    "cut_slug",
    "demo_outlets",
]

"""What can go wrong, each as something that is done and undone again."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from stack.processes import wait_until
from stack.server import Server
from stack.stack import Stack

from .door import Door
from .proxy import Proxy


@dataclass
class Fault:
    name: str
    weight: int
    act: Callable[[random.Random], None]


def crash(server: Server) -> Fault:
    """kill -9, a moment's peace, a start: PostgreSQL recovers from its log, RabbitMQ from its segments."""
    def act(chance: random.Random):
        server.kill()
        time.sleep(chance.uniform(0.1, 2))
        server.start()
    return Fault(f"kill -9 of {server.name}", 3, act)


def misbehave(name: str, proxy: Proxy, mode: str, longest: float) -> Fault:
    def act(chance: random.Random):
        proxy.set(mode)
        time.sleep(chance.uniform(0.5, longest))
        proxy.set("well")
    return Fault(f"{name} {mode}", 1, act)


def reload_nginx(stack: Stack) -> Fault:
    return Fault("reload of nginx", 1, lambda chance: stack.nginx.reload())


def crash_door(door: Door) -> Fault:
    def act(chance: random.Random):
        door.kill()
        time.sleep(chance.uniform(0.1, 1))
        door.start()
    return Fault("kill -9 of a station", 2, act)


def fill_disk(door: Door) -> Fault:
    def act(chance: random.Random):
        door.fill_disk()
        time.sleep(chance.uniform(1, 3))
        door.free_disk()
    return Fault("the spool's disk is full", 1, act)


def all_faults(stack: Stack, proxies: dict[str, Proxy], door: Door) -> list[Fault]:
    faults = [crash(server) for server in stack.all()]
    for name, proxy in proxies.items():
        faults += [misbehave(name, proxy, "cut", 3), misbehave(name, proxy, "slow", 4), misbehave(name, proxy, "silent", 4)]
    return [*faults, reload_nginx(stack), crash_door(door), fill_disk(door)]


def schedule(faults: list[Fault], count: int, chance: random.Random) -> list[Fault]:
    """Each kind at least once where there is room, the rest by weight, in random order."""
    chosen = chance.sample(faults, min(count, len(faults)))
    chosen += chance.choices(faults, [fault.weight for fault in faults], k=count - len(chosen))
    chance.shuffle(chosen)
    return chosen


def wait_until_well(stack: Stack, seconds: float):
    wait_until(lambda: all(server.alive() for server in stack.all()), "every process to run", seconds)
    wait_until(lambda: all(api.healthy() for api in stack.apis), "the API to be ready", seconds, pause=0.1)

"""A RabbitMQ that is killed in the first moments of a new queue's life: what was confirmed is there, what could not be kept was refused.

`NEW_QUEUE_ROUNDS=20 ./scripts/test e2e.new_queue` repeats it; one round takes about 25 s.
"""

import os
import re

import pika
import pytest

from support import real_servers
from support.programs import wait_until
from support.real_servers import rabbitmq

from stack.rabbitmq import RabbitMq  # noqa: E402

ROUNDS = int(os.environ.get("NEW_QUEUE_ROUNDS", "2"))
CAPTURES = [b"capture %d" % number for number in range(50)]


class Hasty(RabbitMq):
    """As a broker of whose start the settling was cut off."""

    def settle(self):
        pass


@pytest.fixture
def folder():
    with real_servers.open_folder() as made:
        yield made


def publish(broker: RabbitMq, bodies: list[bytes], account: str = "publisher", exchange: str = "attendsense"):
    connection = rabbitmq(broker, account)
    channel = connection.channel()
    channel.confirm_delivery()
    for body in bodies:
        channel.basic_publish(exchange, "capture", body, pika.BasicProperties(delivery_mode=2), mandatory=True)
    return connection


def waiting(broker: RabbitMq, queue: str) -> list[bytes]:
    connection = rabbitmq(broker, "operator")
    channel = connection.channel()
    found = []
    while (got := channel.basic_get(queue, auto_ack=True))[0]:
        found.append(got[2])
    connection.close()
    return found


def names_on_the_disk(broker: RabbitMq) -> set[bytes]:
    """Those of quorum queues, in the table in which RabbitMQ looks for their logs."""
    table, = broker.folder.glob("mnesia/*/quorum/*/names.dets")
    return set(re.findall(rb"attendsense_attendsense(?:\.dead)?", table.read_bytes()))


def leaders(broker: RabbitMq) -> dict[str, str]:
    return dict(line.split("\t") for line in broker.control("list_queues", "-p", "attendsense", "--no-table-headers", "name", "leader").splitlines())


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_what_a_new_queue_confirmed_outlives_a_kill_at_once(folder, round_number):
    broker = RabbitMq(folder)
    try:
        broker.start()
        # The operator may write to both exchanges.
        publish(broker, CAPTURES)
        publish(broker, CAPTURES[:3], "operator", "attendsense.dead")
        broker.kill()
        assert names_on_the_disk(broker) == {b"attendsense_attendsense", b"attendsense_attendsense.dead"}
        broker.start()
        wait_until(lambda: all(leaders(broker).values()), "both queues to have a leader", 10, pause=0.5)
        assert waiting(broker, "attendsense") == CAPTURES
        assert waiting(broker, "attendsense.dead") == CAPTURES[:3]
    finally:
        broker.stop()


def test_a_queue_that_is_not_settled_refuses_captures_and_takes_them_after_the_next_start(folder):
    broker = Hasty(folder)
    try:
        broker.start()
        for exchange, account in (("attendsense", "publisher"), ("attendsense.dead", "consumer")):
            with pytest.raises(pika.exceptions.UnroutableError):
                publish(broker, CAPTURES[:1], account, exchange)
        # The names of the queues may be lost with it, and there is nothing else to lose.
        broker.kill()
        broker = RabbitMq(folder)
        broker.start()
        publish(broker, CAPTURES)
        assert waiting(broker, "attendsense") == CAPTURES
    finally:
        broker.stop()

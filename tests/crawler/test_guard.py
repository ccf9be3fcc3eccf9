"""The address guard: judged on resolved addresses alone; no packet is sent to any of them."""

import pytest

from crawler.manners.guard import GuardedReactor, refusal
from kembar.errors import AddressRefused

NOT_PUBLIC = (
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.5", "172.16.0.1", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.1.2.3",
    "255.255.255.255", "240.0.0.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1",
    "fd12:3456::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.5",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a00:5::1",
    "64:ff9b:1::a00:5", "::7f00:1", "::ffff:0:a00:5", "fec0::1", "5f00::1", "3fff::1",
    "2606:4700::5efe:a00:5", "192.0.0.192", "192.88.99.1", "168.63.129.16",
)  # fmt: skip


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_that_is_not_public_is_refused_and_named(address: str) -> None:
    reason = refusal(address, 80)

    assert reason is not None
    assert address in reason


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "103.10.20.30", "2606:4700::1111", "64:ff9b::808:808"]
)
@pytest.mark.parametrize("port", [80, 443])
def test_a_public_address_on_a_web_port_is_allowed(address: str, port: int) -> None:
    assert refusal(address, port) is None


@pytest.mark.parametrize("port", [0, 22, 25, 3306, 6379, 8080, 8443])
def test_other_ports_are_refused_even_on_public_addresses(port: int) -> None:
    assert f"port {port}" in (refusal("8.8.8.8", port) or "")


def test_a_name_that_was_never_resolved_is_refused() -> None:
    assert refusal("metadata.google.internal", 80) is not None


def test_the_reactor_opens_no_connection_to_a_refused_address() -> None:
    with pytest.raises(AddressRefused, match=r"169\.254\.169\.254"):
        GuardedReactor.connectTCP(
            GuardedReactor.__new__(GuardedReactor), "169.254.169.254", 80, None
        )

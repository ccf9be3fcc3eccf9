"""The process `python -m reading_room`: it starts, waits, refuses and ends as its parent needs."""

import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

Serve = Callable[..., "subprocess.Popen[str]"]


def address(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_busy_port_is_one_clear_line_and_exit_code_1(served: Serve, filled: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        process = served(filled, "--port", port)
        output, error = process.communicate(timeout=30)

    assert process.returncode == 1
    assert output == ""
    assert error.count("\n") == 1
    assert f"port {port}" in error and "[reading_room]" in error


def test_a_missing_archive_is_one_clear_line(served: Serve, tmp_path: Path) -> None:
    process = served(tmp_path / "none.db", "--port", "0", "--patience", "0.2")
    _, error = process.communicate(timeout=30)

    assert process.returncode == 1
    assert "none.db: there is no archive yet" in error and error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_archive_is_named_and_left_alone(served: Serve, tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Yang terhormat wali kota, " * 100, encoding="utf-8")
    process = served(path, "--port", "0", "--patience", "0")
    _, error = process.communicate(timeout=30)

    assert process.returncode == 1
    assert "letter.db" in error and "not a database" in error
    assert path.read_text(encoding="utf-8").startswith("Yang terhormat")


def test_an_archive_that_is_just_being_made_is_waited_for(
    served: Serve, tmp_path: Path, fetch, fill_archive
) -> None:
    path = tmp_path / "late.db"
    process = served(path, "--port", "0", "--patience", "60")
    fill_archive(path)

    assert fetch(f"{address(process)}archive/flagged.json").status == 200


def test_a_story_stored_later_is_read_at_once(
    served: Serve, tmp_path: Path, fetch, fill_archive, store_story
) -> None:
    path = tmp_path / "live.db"
    fill_archive(path)
    url = address(served(path, "--port", "0"))
    before = fetch(f"{url}archive/flagged.json").json["rows"]
    store_story(path)
    after = fetch(f"{url}archive/flagged.json").json["rows"]

    assert len(after) == len(before) + 1


def test_sigterm_ends_it_with_0_also_in_the_middle_of_a_query(
    served: Serve, filled: Path, fetch
) -> None:
    process = served(filled, "--port", "0")
    url = address(process)
    endless = "with+recursive+n(i)+as+(select+1+union+all+select+i%2B1+from+n)+select+max(i)+from+n"
    with socket.create_connection(("127.0.0.1", int(url.rsplit(":", 1)[1].strip("/")))) as asking:
        request = f"GET /archive.json?sql={endless} HTTP/1.1\r\nHost: localhost\r\n\r\n"
        asking.sendall(request.encode())
        fetch(f"{url}-/versions.json")
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)

    assert process.returncode == 0
    assert time.monotonic() - begun < 5


def test_sigterm_ends_it_while_it_still_waits_for_an_archive(served: Serve, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = served(tmp_path / "never.db", "--port", str(port), "--patience", "60")
    wait_until(lambda: accepts(port))
    process.send_signal(signal.SIGTERM)

    assert process.wait(timeout=10) in (0, -signal.SIGTERM)


def accepts(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True


def wait_until(happened: Callable[[], bool], seconds: float = 30) -> None:
    """Look often until something has happened; fail when it does not in time."""
    give_up = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < give_up, "did not happen in time"
        threading.Event().wait(0.02)


def test_ctrl_c_is_left_to_the_parent(served: Serve, filled: Path, fetch) -> None:
    process = served(filled, "--port", "0", "--parent", str(os.getpid()))
    url = address(process)
    process.send_signal(signal.SIGINT)

    assert fetch(f"{url}-/versions.json").status == 200
    assert process.poll() is None


def test_ctrl_c_ends_one_that_was_started_by_hand(served: Serve, filled: Path) -> None:
    process = served(filled, "--port", "0")
    address(process)
    process.send_signal(signal.SIGINT)

    assert process.wait(timeout=10) == 0


def test_a_process_whose_parent_is_gone_already_does_not_begin(served: Serve, filled: Path) -> None:
    process = served(filled, "--port", "0", "--parent", "1" if os.getppid() != 1 else "2")

    assert process.wait(timeout=30) == 1


def test_a_question_leaves_no_trace_in_the_log(served: Serve, filled: Path, fetch) -> None:
    process = served(filled, "--port", "0")
    url = address(process)
    fetch(f"{url}archive.json?sql=select+secret_word+from+nowhere")
    fetch(f"{url}archive/search.json?q=secret_word")
    process.send_signal(signal.SIGTERM)
    _, error = process.communicate(timeout=10)

    assert error == ""

"""`attendsense models`: what is missing or damaged is told with its remedy, fetched, resumed and verified."""

import json
import os
import shutil
import signal
import subprocess

import pytest

from support.programs import SERVER, run, wait_until

NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1; master_process off;
events {{}}
http {{
  access_log {folder}/access.log; client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2;
  fastcgi_temp_path {folder}/t3; uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{port}; root {root}; }}
}}
"""


@pytest.fixture
def mirror(models, tmp_path):
    """The model files behind a real nginx; its address and access log."""
    import socket
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path / "nginx"
    root = folder / "www"
    root.mkdir(parents=True)
    for file in models.iterdir():
        if file.is_file():
            shutil.copy(file, root)
    folder.chmod(0o755)
    (folder / "nginx.conf").write_text("user root;" + NGINX.format(folder=folder, port=port, root=root))
    process = subprocess.Popen(["/usr/sbin/nginx", "-p", folder, "-c", folder / "nginx.conf"])

    def listening():
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0
    wait_until(listening, "nginx to listen", 10)
    yield f"http://127.0.0.1:{port}", root, folder / "access.log"
    process.send_signal(signal.SIGQUIT)
    process.wait(timeout=10)


def models_command(folder, *arguments):
    environment = {name: value for name, value in os.environ.items() if name != "ATTENDSENSE_MODELS"}
    return run(SERVER, "--set", f"models.folder={folder}", "models", *arguments, env=environment)


def test_list_names_every_model_with_hash_and_licence(tmp_path):
    entries = json.loads(models_command(tmp_path, "list", "--json").stdout)
    assert {entry["task"] for entry in entries} >= {"detect", "liveness", "embed"}
    for entry in entries:
        assert entry["licence"]
        for file in entry["files"]:
            assert len(file["sha256"]) == 64
            assert file["url"].startswith("https://")


def test_missing_models_are_told_with_the_command_that_mends_it(tmp_path):
    done = models_command(tmp_path, "verify")
    assert done.returncode == 4
    assert done.stderr.count("\n") == 1
    assert "attendsense models fetch" in done.stderr
    serve = run(SERVER, "--data", tmp_path / "data", "--set", f"models.folder={tmp_path}", "--set",
                "api.listen=127.0.0.1:0", "serve")
    assert serve.returncode == 4
    assert "attendsense models fetch" in serve.stderr.strip().splitlines()[-1]


def test_fetch_brings_everything_and_verifies_it(mirror, tmp_path):
    address, root, log = mirror
    folder = tmp_path / "models"
    done = models_command(folder, "fetch", "--mirror", address)
    assert done.returncode == 0, done.stderr
    assert models_command(folder, "verify").returncode == 0
    again = models_command(folder, "fetch", "--mirror", address, "--json")
    assert json.loads(again.stdout) == []


def test_a_folder_serves_as_a_mirror(models, tmp_path):
    folder = tmp_path / "models"
    assert models_command(folder, "fetch", "--mirror", models).returncode == 0
    assert models_command(folder, "verify").returncode == 0


def test_a_partial_file_is_resumed(mirror, tmp_path):
    address, root, log = mirror
    folder = tmp_path / "models"
    folder.mkdir()
    name = "face-reidentification-retail-0095.bin"
    whole = (root / name).read_bytes()
    (folder / (name + ".part")).write_bytes(whole[:1_000_000])
    assert models_command(folder, "fetch", "--mirror", address).returncode == 0
    assert (folder / name).read_bytes() == whole
    sent = [line for line in log.read_text().splitlines() if name in line]
    assert " 206 " in sent[0] and f" {len(whole) - 1_000_000} " in sent[0]


def test_a_damaged_model_is_told_with_both_hashes_and_replaced(mirror, tmp_path):
    address, root, log = mirror
    folder = tmp_path / "models"
    assert models_command(folder, "fetch", "--mirror", address).returncode == 0
    name = "face_detection_yunet_2023mar.onnx"
    content = bytearray((folder / name).read_bytes())
    content[1000] ^= 1
    (folder / name).write_bytes(content)
    done = models_command(folder, "verify", "--json")
    assert done.returncode == 4
    row = next(row for row in json.loads(done.stdout) if row["file"].endswith(name))
    assert row["state"] == "corrupt"
    assert row["expected_sha256"] != row["found_sha256"] and len(row["found_sha256"]) == 64
    serve = run(SERVER, "--data", tmp_path / "data", "--set", f"models.folder={folder}", "--set", "api.listen=127.0.0.1:0",
                "serve")
    assert serve.returncode == 4
    for part in (name, row["expected_sha256"], row["found_sha256"], "attendsense models fetch"):
        assert part in serve.stderr
    assert models_command(folder, "fetch", "--mirror", address).returncode == 0
    assert models_command(folder, "verify").returncode == 0


def test_a_mirror_that_serves_something_else_is_refused(mirror, tmp_path):
    address, root, log = mirror
    (root / "face_detection_yunet_2023mar.onnx").write_bytes(b"<html>not a model</html>")
    folder = tmp_path / "models"
    done = models_command(folder, "fetch", "--mirror", address)
    assert done.returncode != 0
    assert "face_detection_yunet_2023mar.onnx" in done.stderr
    assert not (folder / "face_detection_yunet_2023mar.onnx").exists()


def test_a_mirror_that_is_away_is_told(tmp_path):
    done = models_command(tmp_path / "models", "fetch", "--mirror", "http://127.0.0.1:9")
    assert done.returncode == 5
    assert done.stderr.count("\n") == 1

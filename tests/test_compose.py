"""docker-compose.yml and Dockerfile, as far as they can be checked without an engine."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
PINNED = re.compile(r"[\w./-]+:(\$\{\w+:-)?(\d+\.\d+\.\d+[\w.-]*|local)\}?")


def test_services() -> None:
    """One `docker compose up` brings the broker, its topics and the workers."""
    assert list(SERVICES) == ["kafka", "topics", "worker"]


@pytest.mark.parametrize("name", ["kafka", "worker"])
def test_lasting_services_heal(name: str) -> None:
    """What stays up is started again when it ends, and says whether it is well."""
    service = SERVICES[name]
    assert service["restart"] == "unless-stopped"
    assert service["healthcheck"]["test"] and service["healthcheck"]["start_period"]


def test_topics_run_once() -> None:
    """The topics are made once; a fault is tried again, an end is no fault."""
    assert SERVICES["topics"]["restart"].startswith("on-failure")
    assert SERVICES["topics"]["healthcheck"] == {"disable": True}


def test_order_of_start() -> None:
    """A worker never meets a broker without topics, the topics never a broker that isn't ready."""
    assert SERVICES["topics"]["depends_on"] == {"kafka": {"condition": "service_healthy"}}
    assert SERVICES["worker"]["depends_on"] == {"kafka": {"condition": "service_healthy"}, "topics": {"condition": "service_completed_successfully"}}


def test_workers_scale() -> None:
    """Nothing of a worker exists only once, so `--scale worker=3` can start three."""
    worker = SERVICES["worker"]
    assert not worker.keys() & {"container_name", "ports", "hostname"}
    assert all(":" not in volume for volume in worker["volumes"]), "a named volume would be shared"


def test_kafka_keeps_and_stays_at_home() -> None:
    """Kafka's data outlives its container, and only this machine can reach it from outside."""
    assert SERVICES["kafka"]["volumes"] == ["kafka-data:" + SERVICES["kafka"]["environment"]["KAFKA_LOG_DIRS"]]
    assert "kafka-data" in COMPOSE["volumes"]
    assert all(port.startswith("127.0.0.1:") for port in SERVICES["kafka"]["ports"])
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert SERVICES["topics"]["networks"] == SERVICES["worker"]["networks"] == ["inside"]


def test_ordinary_user() -> None:
    """A worker runs without root and writes nowhere but in its volume."""
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert re.findall(r"^USER (\S+)", dockerfile, re.MULTILINE) == ["10001"]
    assert SERVICES["worker"]["read_only"] and SERVICES["worker"]["cap_drop"] == ["ALL"]
    assert f"VOLUME {SERVICES['worker']['volumes'][0]}\n" in dockerfile


def test_images_are_pinned() -> None:
    """The same file starts the same versions tomorrow."""
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    bases = re.findall(r"^FROM (\S+)", dockerfile, re.MULTILINE)
    images = [service["image"] for service in SERVICES.values()]
    assert len(set(bases)) == 1
    assert [image for image in bases + images if not PINNED.fullmatch(image)] == []


def test_copied_files_are_let_through() -> None:
    """Every file that the Dockerfile copies is one that .dockerignore lets through."""
    copied = re.findall(r"^COPY (?!--)(.+) \S+$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line.startswith("!")}
    assert {name for line in copied for name in line.split()} == allowed


def test_settings_exist() -> None:
    """Every ROUNDWIRE_… that a container gets is a setting, with a value that it takes."""
    settings = pytest.importorskip("streams.settings", reason="no settings yet")
    for name in ("topics", "worker"):
        variables = {key: str(value) for key, value in SERVICES[name]["environment"].items()}
        values = {key.removeprefix("ROUNDWIRE_").lower(): re.sub(r"\$\{\w+:-(.*)\}", r"\1", value) for key, value in variables.items()}
        assert settings.Settings(**values).broker == "kafka:9092"


def test_no_secrets() -> None:
    """No password, key or token stands in the file, and every variable has a default."""
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    assert not re.search(r"passw|secret|token|api.?key|credential|private", text, re.IGNORECASE)
    assert re.findall(r"\$\{\w+(?!\w*:-)[^}]*\}", text) == []
    assert not re.search(r"[A-Za-z0-9+/=_]{32,}", re.sub(r"\w*KAFKA_\w+|https?://\S+", "", text)), "looks like a key"


def test_compose_accepts_it() -> None:
    """Docker's own reader takes the file."""
    if not shutil.which("docker") or subprocess.run(["docker", "compose", "version"], capture_output=True).returncode:
        pytest.skip("no `docker compose` here: the file was only parsed")
    run = subprocess.run(["docker", "compose", "-f", "docker-compose.yml", "config", "--quiet"], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr

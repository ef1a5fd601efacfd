# Runs in the interpreter under examination and says what it is, as one tagged line of JSON.
#
# Must be valid from Python 2.7 on (to refuse it by its version, not by a syntax error), import nothing
# outside the standard library, and must not import numpy: that alone takes longer than the rest.
import sys

if sys.path and sys.path[0] == "":
    # "-c" puts the working folder in front; the embedded interpreter has no such entry.
    del sys.path[0]

import json
import os
import platform
import sysconfig


def _existing(paths):
    seen = []
    for path in paths:
        if path and path not in seen and os.path.isfile(path):
            seen.append(path)
    return seen


def _loaded_library():
    # What this very process has mapped is the one library that is certain to fit.
    found = []
    try:
        with open("/proc/self/maps") as maps:
            for line in maps:
                at = line.find("/")
                path = line[at:].strip() if at >= 0 else ""
                if os.path.basename(path).startswith("libpython3") and ".so" in path:
                    found.append(path)
    except (IOError, OSError, UnicodeError):
        pass
    return _existing(found)


def _library_candidates():
    get = sysconfig.get_config_var
    base = getattr(sys, "base_prefix", sys.prefix)
    base_exec = getattr(sys, "base_exec_prefix", sys.exec_prefix)
    base_executable = getattr(sys, "_base_executable", None) or sys.executable or ""
    home = os.path.dirname(os.path.realpath(base_executable))
    short = "%d%d" % sys.version_info[:2]
    dotted = "%d.%d" % sys.version_info[:2]
    flags = getattr(sys, "abiflags", "")
    if os.name == "nt":
        # mingw builds (MSYS2, conda's m2) name it in the Unix way
        names = ["python" + short + ".dll", "libpython" + dotted + ".dll"]
        folders = [base, base_exec, home, os.path.join(base, "bin")]
    else:
        names = [get("INSTSONAME"), get("LDLIBRARY")]
        for stem in ("libpython" + dotted + flags, "libpython" + dotted):
            names += [stem + ".so.1.0", stem + ".so", stem + ".dylib"]
        libdir = get("LIBDIR")
        multiarch = get("MULTIARCH")
        folders = [libdir]
        if libdir and multiarch:
            folders.append(os.path.join(libdir, multiarch))
        folders.append(os.path.join(base_exec, "lib"))
        folders.append(os.path.join(base, "lib"))
        folders.append(os.path.join(base, "lib64"))
        if multiarch:
            folders.append(os.path.join(base, "lib", multiarch))
        folders.append(get("LIBPL"))
        folders.append(get("PYTHONFRAMEWORKPREFIX"))
        folders.append(base)
    names = [name for name in names if name and not name.endswith(".a")]
    return [os.path.join(folder, name) for folder in folders if folder for name in names]


def _numpy():
    import importlib.util

    try:
        spec = importlib.util.find_spec("numpy")
    except (ImportError, AttributeError, ValueError):
        spec = None
    if spec is None or not spec.origin:
        # No origin: a namespace package, that is a folder that happens to be called numpy.
        return None
    folder = os.path.dirname(spec.origin)
    version = None
    try:
        for name in sorted(os.listdir(os.path.dirname(folder))):
            if name.startswith("numpy-") and name.endswith((".dist-info", ".egg-info")):
                version = name[len("numpy-"):].rsplit(".", 1)[0].split("-")[0]
    except OSError:
        pass
    if version is None:
        try:
            from importlib import metadata

            version = metadata.version("numpy")
        except Exception:  # any failure means the same: the version stays unknown
            version = ""
    return {"version": version, "path": folder}


def _watched():
    # Files and folders whose change may change this answer.
    paths = [path for path in sys.path if path]
    site = sys.modules.get("site")
    if site is not None:
        try:
            paths.append(site.getusersitepackages())
        except Exception:  # e.g. no home folder
            pass
    for folder in list(paths):
        try:
            names = os.listdir(folder)
        except OSError:
            continue
        paths += [os.path.join(folder, name) for name in sorted(names) if name.endswith(".pth")]
    return paths


def _answer():
    answer = {
        "implementation": platform.python_implementation(),
        "version": list(sys.version_info[:3]),
        "release_level": sys.version_info[3],
        "executable": sys.executable or "",
        "prefix": sys.prefix,
        "exec_prefix": sys.exec_prefix,
        "base_prefix": getattr(sys, "base_prefix", sys.prefix),
        "base_exec_prefix": getattr(sys, "base_exec_prefix", sys.exec_prefix),
        "pointer_bits": 64 if sys.maxsize > 2 ** 32 else 32,
        "platform": sysconfig.get_platform(),
        "machine": platform.machine(),
        "free_threaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
        "debug": hasattr(sys, "gettotalrefcount"),
        "libraries": [],
        "looked": [],
        "stable_library": None,
        "numpy": None,
        "path": [path for path in sys.path if path],
        "watched": [],
    }
    if answer["implementation"] == "CPython" and sys.version_info >= (3, 10):
        looked = _library_candidates()
        answer["looked"] = looked
        answer["libraries"] = _existing(_loaded_library() + looked)
        if os.name == "nt":
            stable = [os.path.join(os.path.dirname(p), "python3.dll") for p in answer["libraries"]]
            answer["stable_library"] = (_existing(stable) + [None])[0]
        answer["numpy"] = _numpy()
        answer["watched"] = _watched()
    return answer


# The line break in front: something may have printed an unfinished line before us.
sys.stdout.write("\n" + sys.argv[1] + json.dumps(_answer()) + "\n")
sys.stdout.flush()

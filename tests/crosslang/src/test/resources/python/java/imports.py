"""The import statement for Java's packages, and classes that come at run time."""

import base64
import importlib
import os
import sys
import tempfile
import zipfile

ADDED = (
    "yv66vgAAADQADAoAAgADBwAEDAAFAAYBABBqYXZhL2xhbmcvT2JqZWN0AQAGPGluaXQ+AQADKClWBwAIAQALYWRkZWQvQWRkZWQBAARDb2RlAQAG"
    "YW5zd2VyAQADKClJACEABwACAAAAAAACAAEABQAGAAEACQAAABEAAQABAAAABSq3AAGxAAAAAAAJAAoACwABAAkAAAAPAAEAAAAAAAMQKqwAAAAAAAA="
)


def test_packages_and_classes_are_imported():
    import java.util
    import java.util.concurrent as concurrent
    from java.lang import Integer, String
    from java.util import ArrayList, Map
    from java.util.Map import Entry
    from java.util.concurrent import atomic

    assert ArrayList is jimport("java.util.ArrayList") is java.util.ArrayList and Map.Entry is Entry
    assert Integer.MAX_VALUE > 0 and String.valueOf(1) == "1" and java.lang.Math.max(1, 2) == 2
    assert concurrent.atomic is atomic and atomic.AtomicInteger(3).get() == 3
    import java.util.HashMap as Short

    assert Short is jimport("java.util.HashMap") and importlib.import_module("java.util.HashMap") is Short
    from javax.swing.event import ChangeEvent

    assert ChangeEvent.__module__ == "javax.swing.event"
    assert "java.util" in sys.modules and repr(java.util) == "<Java package java.util>"
    names = dir(java.util)
    assert {"ArrayList", "Map", "concurrent", "function"} <= set(names) and "Map$Entry" not in names
    import pydoc

    assert "Java package java.util" in pydoc.plain(pydoc.render_doc(java.util))


def test_python_wins():
    import io
    import json

    assert io.StringIO and json.loads("1") == 1 and io.__file__
    with raises(ModuleNotFoundError, "No module named 'nowhere_at_all'"):
        importlib.import_module("nowhere_at_all")
    with raises(ModuleNotFoundError, "numpy.nothing"):
        importlib.import_module("numpy.nothing")
    assert importlib.util.find_spec("numpyy") is None


def test_what_is_not_there_says_where_it_was_looked_for():
    import java.util

    with raises(ImportError, r"java\.util\.ArrayLst", "looked in"):
        from java.util import ArrayLst
    with raises(ImportError, r"java\.utl", "looked in"):
        import java.utl
    with raises(AttributeError, r"java\.util\.Nothing", "add_path"):
        java.util.Nothing
    with raises(ImportError, r"java\.util\.Nothing", "add_path"):
        jimport("java.util.Nothing")
    with raises(ImportError, "by a star", "from java.util import A, B"):
        exec("from java.util import *", {})
    with raises(AttributeError):
        java.util.__nothing__
    assert not hasattr(java.util, "nothing")


def test_jars_are_added_at_run_time():
    with raises(ImportError, "added.Added"):
        jimport("added.Added")
    with raises(ImportError):
        importlib.import_module("added")
    folder = tempfile.mkdtemp()
    jar = os.path.join(folder, "added.jar")
    with zipfile.ZipFile(jar, "w") as made:
        made.writestr("added/Added.class", base64.b64decode(ADDED))
    with raises(FileNotFoundError, "no jar or folder"):
        add_path(jar + "x")
    add_path(jar)
    from added import Added

    assert Added.answer() == 42 and Added is jimport("added.Added") and Added.class_.getClassLoader() is not None
    add_path(os.path.join(folder, "*"))
    assert jimport("added.Added").answer() == 42


def test_the_context_class_loader_is_asked():
    thread = jimport("java.lang.Thread").currentThread()
    before = thread.getContextClassLoader()
    thread.setContextClassLoader(None)
    try:
        assert jimport("java.util.TreeSet") is not None
    finally:
        thread.setContextClassLoader(before)

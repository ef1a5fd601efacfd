"""Classes as Python types."""

import pydoc

from drua.java import JavaClass

Members = jimport("io.drua.crosslang.java.samples.Members")
Named = jimport("io.drua.crosslang.java.samples.Named")
Planet = jimport("io.drua.crosslang.java.samples.Planet")


def test_constructors():
    assert Members().fixed == 7
    assert Members(5).fixed == 5
    assert isinstance(Members(5), Members)
    with raises(TypeError, "Members", "str", "Members\\(int"):
        Members("x")
    with raises(TypeError, "interface"):
        Named()
    with raises(TypeError, "enum"):
        Planet()
    with raises(TypeError, "abstract"):
        jimport("java.util.AbstractList")()
    with raises(TypeError, "no public constructor"):
        jimport("java.lang.Math")()


def test_methods():
    members = Members()
    assert Members.twice(21) == 42
    assert members.twice(21) == 42, "static methods by an object"
    assert members.plus(2) == 3
    assert Members.plus(members, 2) == 3, "instance methods by the class"
    bound = members.plus
    assert bound(5) == 6
    assert list(map(members.plus, [1, 2])) == [2, 3]


def test_static_fields():
    assert Members.CONSTANT == 42
    assert Members.TEXT == "café"
    Members.counter = 3
    assert Members.counter == 3
    Members().counter = 4
    assert Members.counter == 4
    Members.letter = "z"
    assert Members.letter == "z"
    with raises(AttributeError, "CONSTANT", "final"):
        Members.CONSTANT = 1
    with raises(AttributeError, "no static field"):
        Members.number = 1
    with raises((TypeError, ValueError)):
        Members.letter = "two"
    assert Members.letter == "z"


def test_instance_fields():
    members = Members(9)
    assert (members.number, members.small, members.flag, members.real, members.text) == (1, -1, False, 0.5, "text")
    members.number, members.small, members.flag, members.real, members.text = 5, 127, True, 2, None
    assert (members.number, members.small, members.flag, members.real, members.text) == (5, 127, True, 2.0, None)
    with raises(AttributeError, "final"):
        members.fixed = 1
    with raises(TypeError, "bool"):
        members.flag = 1
    with raises(TypeError):
        members.number = 1.5
    assert members.number == 5
    assert members.box is None
    members.box = 6
    assert members.box == 6
    members.box = None
    assert members.box is None
    members.longs = [3, 4, 5]
    assert members.longs == [3, 4, 5]
    own = object()
    members.any = own
    assert members.any is own
    assert members.from_ == 3
    with raises(AttributeError):
        members.nothing = 1


def test_numbers_out_of_range_of_fields():
    members = Members()
    Members.counter = 5
    for value in (1 << 31, -(1 << 31) - 1, 1 << 100):
        with raises(OverflowError):
            Members.counter = value
    with raises(OverflowError):
        members.small = 128
    assert (Members.counter, members.small) == (5, -1)


def test_fields_take_casts():
    members = Members()
    members.number = cast(7, "java.lang.Integer")
    assert members.number == 7
    with raises((TypeError, jimport("java.lang.NullPointerException"))):
        members.number = cast(None, "java.lang.Integer")
    assert members.number == 7


def test_bean_properties():
    members = Members()
    assert members.title == "untitled"
    members.title = "mine"
    assert members.getTitle() == "mine"
    assert members.visible is False
    members.visible = True
    assert members.isVisible()
    assert members.size == 5
    with raises(AttributeError):
        members.size = 6
    with raises(AttributeError, "written"):
        members.written = 8  # a setter alone makes no property
    assert members.width() == 11, "a method wins over a property"
    assert members.number == 1, "a field wins over a property"
    with raises(jimport("java.lang.IllegalStateException"), "broken getter"):
        print(members.broken)
    assert "title" in dir(members)


def test_names_of_python():
    members = Members()
    assert members.in_() == "in"
    assert members.lambda_() == "lambda"
    assert members.print_("x") == members.print("x") == "print x"
    assert Members.is_() == "is"
    assert members.self("a", "b") == "ab"


def test_special_names_stay_pythons():
    members = Members()
    assert isinstance(str(members), str)
    assert "Members" in repr(members)
    assert members.__str___() == 1
    assert members.__len___() == "no length"
    assert members.__slots___() == "slots"
    with raises(TypeError):
        len(members)
    Members.counter = 0
    del members
    assert Members.counter == 0, "__del__ of Java is not the destructor"


def test_inner_classes():
    assert jimport("io.drua.crosslang.java.samples.Members$Nested") is Members.Nested
    assert jimport("io.drua.crosslang.java.samples.Members.Nested.Deeper") is Members.Nested.Deeper
    assert Members.Nested().where == "nested"
    assert Members.Nested.Deeper.DEPTH == 2
    inner = Members.Inner(Members(3))
    assert inner.outer() == 3
    assert jimport("java.util.Map").Entry is jimport("java.util.Map$Entry")
    assert {"Nested", "Inner"} <= set(dir(Members))


def test_interfaces():
    assert Named.LIMIT == 9
    assert Members.LIMIT == 9
    constant = Named.constant("x")
    assert constant.name() == "x"
    assert constant.greeting() == "hello x"
    assert Named.greet(Members()) == "hello members"
    assert isinstance(constant, Named)


def test_classes_that_are_not_public():
    hidden = Members.hidden()
    assert hidden.name() == "hidden"
    assert hidden.greeting() == "hello hidden"
    assert str(hidden) == "Hidden!"
    assert Members.anonymous().name() == "anonymous"
    derived = Members.derived()
    assert derived.plus(1) == 101
    assert derived.number == 1
    assert derived.title == "untitled"
    assert isinstance(derived, Members)
    assert Members.lambdaObject().get() == "supplied"
    values = jimport("java.util.Collections").unmodifiableList(["a"])
    assert list(values.iterator()) == ["a"]
    entry = next(iter(jimport("java.util.HashMap")({"k": 1}).entrySet()))
    assert entry.getKey() == "k"
    assert jimport("java.util.Arrays").asList(1, 2).size() == 2


def test_enums():
    assert Planet.MARS.name() == "MARS"
    assert Planet.MARS.ordinal() == 1
    assert Planet["VENUS"] == Planet.valueOf("VENUS") == Planet.VENUS
    assert [str(one) for one in Planet] == ["EARTH", "MARS", "VENUS"]
    assert Planet.EARTH.moons() == 1, "a constant with a body"
    assert isinstance(Planet.EARTH, Planet)
    assert Planet.EARTH.getDeclaringClass() == Planet.class_
    assert Planet.EARTH < Planet.MARS
    assert Planet.same(Planet.MARS) == Planet.MARS
    assert {Planet.EARTH: 1}[Planet.valueOf("EARTH")] == 1
    with raises(jimport("java.lang.IllegalArgumentException"), "PLUTO"):
        Planet.valueOf("PLUTO")
    jupiter = jimport("java.util.EnumMap")(Planet.class_)
    jupiter[Planet.MARS] = "red"
    assert jupiter == {Planet.MARS: "red"}
    units = jimport("java.util.concurrent.TimeUnit")
    assert units.SECONDS.toMillis(2) == 2000


def test_relations_of_types():
    ArrayList, List = jimport("java.util.ArrayList"), jimport("java.util.List")
    assert issubclass(ArrayList, List)
    assert issubclass(ArrayList, jimport("java.lang.Object"))
    assert issubclass(List, jimport("java.util.Collection"))
    assert not issubclass(List, ArrayList)
    assert isinstance(ArrayList, JavaClass)
    names = [getattr(part, "__java_name__", "") for part in ArrayList.__mro__]
    assert names.index("java.util.AbstractList") < names.index("java.util.AbstractCollection")
    assert jimport("java.util.ArrayList") is ArrayList
    assert type(ArrayList()) is ArrayList
    assert ArrayList.__name__ == "ArrayList"
    assert ArrayList.__module__ == "java.util"
    assert repr(ArrayList) == "<Java class java.util.ArrayList>"
    numbers = jimport("java.lang.Integer").valueOf(5)
    assert isinstance(numbers, int) and isinstance(numbers, jimport("java.lang.Number"))
    assert isinstance(jimport("java.lang.String").valueOf("x"), str)


def test_class_objects():
    ArrayList = jimport("java.util.ArrayList")
    assert ArrayList.class_.getName() == "java.util.ArrayList"
    assert ArrayList().class_ == ArrayList.class_ == java_class("java.util.ArrayList") == java_class(ArrayList())
    assert jimport("int").class_.isPrimitive()
    assert jimport("int[]").class_.isArray()
    assert isinstance(ArrayList(), jimport("java.util.List").class_)
    assert not isinstance("x", jimport("java.util.List").class_)
    reflect = jimport("java.lang.reflect.Array")
    assert len(reflect.newInstance(jimport("java.lang.String"), 3)) == 3


def test_equality_and_hash():
    Point = jimport("java.awt.Point")
    assert Point(1, 2) == Point(1, 2)
    assert Point(1, 2) != Point(2, 1)
    assert len({Point(1, 2), Point(1, 2)}) == 1
    assert Point(1, 2) != "point"
    assert (Point(1, 2) == None) is False  # noqa: E711
    here = Point(3, 4)
    listed = jimport("java.util.ArrayList")([here])
    assert listed[0] == here
    listed[0].x = 10
    assert here.x == 10, "the same Java object"


def test_documentation():
    Members.twice(1)
    assert "twice(int" in Members.twice.__doc__
    assert "Members" in Members.__doc__
    assert "Constructors" in Members.__doc__
    text = pydoc.render_doc(Members, renderer=pydoc.plaintext)
    assert "plus" in text and "getTitle" in text
    function = jimport("java.util.function.Function")
    assert "apply is its only abstract method" in function.__doc__
    assert Members.twice.__name__ == "twice"


def test_dir():
    names = dir(Members)
    assert {"twice", "plus", "CONSTANT", "number", "title", "Nested", "greeting", "hashCode"} <= set(names)
    assert not [name for name in names if name.startswith("__java_")]
    assert {"twice", "plus", "number", "title"} <= set(dir(Members()))


def test_python_classes_cannot_extend_java():
    with raises(TypeError, "can't extend java.util.ArrayList", "implements"):
        type("Mine", (jimport("java.util.ArrayList"),), {})


def test_unknown_names():
    with raises(ImportError, "no.such.Thing"):
        jimport("no.such.Thing")
    with raises(AttributeError, "twicee", "did you mean twice"):
        print(Members.twicee)
    with raises(AttributeError, "titel"):
        print(Members().titel)
    with raises(ImportError):
        jimport("java.util.Map.Nothing")
    with raises(ImportError):
        jimport("")

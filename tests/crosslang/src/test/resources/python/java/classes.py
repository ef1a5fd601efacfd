"""Classes, constructors, methods, fields, overloads, properties, documentation."""

ArrayList = jimport("java.util.ArrayList")
Arrays = jimport("java.util.Arrays")
Integer = jimport("java.lang.Integer")
Sample = jimport("io.drua.crosslang.java.Sample")


def test_classes_are_types_related_as_in_java():
    List, Map, Object = jimport("java.util.List"), jimport("java.util.Map"), jimport("java.lang.Object")
    AbstractList = jimport("java.util.AbstractList")
    assert issubclass(ArrayList, List) and issubclass(ArrayList, AbstractList)
    assert not issubclass(ArrayList, Map) and isinstance(ArrayList(), List) and not isinstance(ArrayList(), Map)
    assert isinstance(ArrayList(), Object) and ArrayList is jimport("java.util.ArrayList")
    assert jimport("java.util.Map$Entry") is jimport("java.util.Map.Entry") is Map.Entry
    assert ArrayList.__name__ == "ArrayList" and ArrayList.__module__ == "java.util"
    assert isinstance(ArrayList(), java_class("java.util.List")) and not isinstance([], java_class("java.util.List"))
    order = [part.__java_name__ for part in ArrayList.__mro__ if hasattr(part, "__java_name__")]
    assert order.index("java.util.AbstractList") < order.index("java.util.List") < order.index("java.lang.Object")


def test_classes_of_java_for_types_and_objects():
    assert ArrayList.class_.getName() == "java.util.ArrayList" == ArrayList().class_.getName()
    assert java_class("int").toString() == "int" and java_class("int[]").getComponentType() == java_class("int")
    assert java_class(ArrayList()) == ArrayList.class_ == java_class("java.util.ArrayList")
    assert ArrayList().getClass() == ArrayList.class_
    with raises(TypeError, "expected a Java class or object, found list"):
        java_class([])


def test_constructors_and_members():
    assert str(Sample("text")) == "Sample(text)" and str(Sample(7)) == "Sample(7)"
    assert Integer.MAX_VALUE == 2**31 - 1 and Integer.parseInt("12") == 12
    assert Sample.CONSTANT == "constant"
    Sample.counter = 5
    assert Sample.counter == 5 and Sample.readCounter() == 5
    made = Sample("x")
    made.open = 3
    assert (made.open, made.readOpen()) == (3, 3)
    assert Sample.Inner(made).outer() == made and Sample.Nested.NAME == "nested"
    for attribute, value in (("CONSTANT", "other"), ("nothing", 1)):
        with raises(AttributeError):
            setattr(Sample, attribute, value)


def test_default_and_static_methods_of_interfaces():
    Comparator = jimport("java.util.Comparator")
    assert Comparator.naturalOrder().reversed().compare("a", "b") > 0
    assert Sample.Greeting.of("hello").greetTwice() == "hello hello"


def test_bean_properties():
    made = Sample("x")
    made.title = "a title"
    assert (made.title, made.getTitle(), made.ready, made.width) == ("a title", "a title", True, 4)
    with raises(AttributeError):
        made.width = 5
    # A method of the name wins over the property.
    assert made.size() == 9
    with raises(AttributeError, "Sample.* has no attribute 'titel'"):
        made.titel
    with raises(AttributeError, "no public method, field or property 'varid'; did you mean varied"):
        Sample.varid


def test_enums():
    State = jimport("java.lang.Thread").State
    assert State.RUNNABLE.name() == "RUNNABLE" and State.valueOf("NEW") == State.NEW and State.NEW is not None
    assert State.NEW < State.RUNNABLE and State.RUNNABLE >= State.RUNNABLE and State.NEW != State.RUNNABLE
    assert [state.name() for state in State][:2] == ["NEW", "RUNNABLE"] and State["BLOCKED"] == State.BLOCKED
    assert {State.NEW: 1}[State.valueOf("NEW")] == 1
    assert Sample.of("SECONDS") == "TimeUnit SECONDS"


def test_names_that_python_keeps_for_itself():
    made = Sample("x")
    assert made.is_() == "is" and made.from_() == "from" and made.print_("x") == "print x"


def test_overloads_go_by_javas_phases():
    which = Sample.which
    assert which(1) == "int" and which(2**40) == "long" and which(1.5) == "double" and which(True) == "boolean"
    assert which("text") == "String" and which(None, 1) == "Object int" and which([1]) == "List"
    assert which(ArrayList()) == "List" and which(array("int", 1)) == "int[]"
    assert which(cast(1, "byte")) == "byte" and which(cast(1, "java.lang.Object")) == "Object"
    assert which(cast(1, "long")) == "long" and which(cast("x", "java.lang.CharSequence")) == "CharSequence"
    assert which["long"](1) == "long" and which["java.lang.Object"]("x") == "Object"
    assert Sample.varied() == "none" and Sample.varied(1) == "int" and Sample.varied(1, 2, 3) == "int[3]"
    assert Sample.varied(array("int", [1, 2])) == "int[2]"
    assert jimport("java.lang.String").format("%s-%d", "a", 3) == "a-3"
    assert Arrays.asList("a", "b") == ["a", "b"] and Arrays.asList() == []


def test_narrow_types_take_what_fits():
    assert Sample.narrow(5) == "byte 5" and Sample.character("x") == "x" and Sample.single(0.5) == 0.5
    for value in (128, -129, 2**70):
        with raises(OverflowError, "out of the range"):
            Sample.narrow(value)
    with raises(OverflowError):
        Sample.single(1e300)
    assert Sample.boxed(5) == "Long 5"


def test_ambiguity_lists_the_candidates():
    with raises(TypeError, "may mean several", r"ambiguous\(String", r"ambiguous\(java.util.List", "cast"):
        Sample.ambiguous(None)
    assert Sample.ambiguous(cast(None, "java.util.List")) == "List"
    assert Sample.ambiguous[("java.lang.String",)](None) == "String"
    assert Arrays.toString(cast(None, "long[]")) == "null"


def test_no_fitting_overload_says_what_was_given_and_what_there_is():
    with raises(TypeError, r"can't be called with \(str, str\)", r"which\(int\)", r"which\(java.util.List"):
        Sample.which("a", "b")
    with raises(TypeError, r"java.util.ArrayList can't be cast to java.util.Map|can't be cast"):
        cast(ArrayList(), "java.util.Map")
    with raises(TypeError):
        ArrayList(capacity=3)
    with raises(TypeError, "interface"):
        jimport("java.util.List")()
    with raises(TypeError):
        jimport("java.util.AbstractList")()


def test_documentation_has_signatures():
    import pydoc

    assert "boolean add(E)" in ArrayList.add.__doc__ and "implements java.util.List" in ArrayList.__doc__
    assert "ArrayList(int)" in ArrayList.__doc__ and "compare is its only" in jimport("java.util.Comparator").__doc__
    names = dir(ArrayList)
    assert {"add", "size", "stream", "__len__"} <= set(names) and "Entry" in dir(jimport("java.util.Map"))
    assert {"title", "open", "getTitle"} <= set(dir(Sample("x")))
    text = pydoc.plain(pydoc.render_doc(Sample))
    assert "which(" in text and "String which(int)" in text


def test_texts_and_numbers_are_pythons_own():
    text = jimport("java.lang.String").valueOf(12)
    assert isinstance(text, str) and text == "12" and text + "!" == "12!" and text.length() == 2
    assert {text: 1}["12"] == 1 and f"{text:>4}" == "  12" and "-".join([text, "x"]) == "12-x"
    number = Integer.valueOf(5)
    assert isinstance(number, int) and number + 1 == 6 and number.compareTo(6) == -1 and [1] * number
    assert isinstance(jimport("java.lang.Double").valueOf(0.5), float)
    assert hash(number) == hash(5) and hash(text) == hash("12") and number < 6 and text < "13"
    values = ArrayList([True, "c", 2.5, 7, 2**40])
    assert [type(value).__name__ for value in values] == ["bool", "String", "Double", "Integer", "Long"]

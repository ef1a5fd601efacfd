package io.drua.crosslang.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drua.bridge.ConversionException;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonException;
import io.drua.bridge.PythonNamespace;
import io.drua.bridge.PythonProxies;
import io.drua.crosslang.support.PythonScope;
import java.awt.event.ActionEvent;
import java.awt.event.ActionListener;
import java.awt.event.MouseListener;
import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProxiesTest {
  private PythonNamespace python;

  /** An interface with everything that interfaces have. */
  public interface Device {
    /** Abstract. */
    String name(int channel);

    /** Abstract, under the name of a Python keyword. */
    default int in() {
      return -1;
    }

    /** Default. */
    default String label() {
      return "device " + name(1);
    }

    /** Declares what it throws. */
    void start() throws FileNotFoundException;
  }

  /** Not public, with a default method. */
  interface Hidden {
    int value();

    default int twice() {
      return 2 * value();
    }
  }

  @BeforeEach
  void open() {
    python = PythonScope.runtime().openNamespace();
  }

  @AfterEach
  void stillWorks() {
    assertThat(python.eval("40 + 2")).isEqualTo(42L);
    python.close();
  }

  @Test
  void functionsAreFunctionalInterfaces() {
    assertThat(python.eval("lambda x: x + 1", IntUnaryOperator.class).applyAsInt(41)).isEqualTo(42);
    assertThat(python.eval("lambda x: x * 2", IntUnaryOperator.class).andThen(n -> -n).applyAsInt(4)).isEqualTo(-8);
    @SuppressWarnings("unchecked")
    Comparator<Object> byLength = python.eval("lambda a, b: len(a) - len(b)", Comparator.class);
    List<Object> words = new ArrayList<>(Arrays.asList("ccc", "a", "bb"));
    words.sort(byLength);
    assertThat(words).containsExactly("a", "bb", "ccc");
    words.sort(byLength.reversed().thenComparing(Object::toString));
    assertThat(words).containsExactly("ccc", "bb", "a");
    Supplier<?> supplier = python.eval("lambda: {'a': [1]}", Supplier.class);
    assertThat(supplier.get()).hasToString("{a=[1]}");
  }

  @Test
  void argumentsAreLiveAndResultsAreThemselves() {
    @SuppressWarnings("unchecked")
    UnaryOperator<Object> append = python.eval("lambda values: (values.append('x'), values)[1]", UnaryOperator.class);
    List<Object> values = new ArrayList<>();
    assertThat(append.apply(values)).isSameAs(values);
    assertThat(values).containsExactly("x");
    @SuppressWarnings("unchecked")
    Function<Object, Object> same = python.eval("lambda x: x", Function.class);
    Object own = new Object();
    assertThat(same.apply(own)).isSameAs(own);
    int[] array = {1, 2};
    assertThat(same.apply(array)).isSameAs(array);
    assertThat(same.apply(null)).isNull();
    assertThat(same.apply('c')).isEqualTo("c");
    @SuppressWarnings("unchecked")
    BiFunction<Object, Object, Object> is = python.eval("lambda a, b: a is b", BiFunction.class);
    assertThat(is.apply(same, same)).isEqualTo(true);
  }

  @Test
  void classesImplementInterfacesWithDefaults() throws Exception {
    python.exec(
        "class Camera:\n"
            + "    def name(self, channel):\n        return f'camera {channel}'\n"
            + "    def start(self):\n        self.started = True\n"
            + "class Full(Camera):\n"
            + "    def label(self):\n        return 'mine'\n"
            + "    def in_(self):\n        return 3\n"
            + "camera = Camera()");
    Device camera = python.eval("camera", Device.class);
    camera.start();
    assertThat(python.eval("camera.started")).isEqualTo(true);
    assertThat(camera.label()).isEqualTo("device camera 1");
    assertThat(camera.in()).isEqualTo(-1);
    Device full = python.eval("Full()", Device.class);
    assertThat(full.label()).isEqualTo("mine");
    assertThat(full.in()).isEqualTo(3);
    Object both = PythonProxies.create(python.object("Camera()"), Device.class, Runnable.class);
    assertThat(both).isInstanceOf(Device.class).isInstanceOf(Runnable.class);
    assertThatThrownBy(((Runnable) both)::run)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("Camera")
        .hasMessageContaining("'run'");
    assertThat(python.eval("lambda: 21", Hidden.class).twice()).isEqualTo(42);
  }

  @Test
  void resultsThatDontFitSayWhichMethod() {
    assertThatThrownBy(() -> python.eval("lambda x: 2**31", IntUnaryOperator.class).applyAsInt(1))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("IntUnaryOperator.applyAsInt")
        .hasMessageContaining("2147483648");
    assertThatThrownBy(() -> python.eval("lambda x: None", IntUnaryOperator.class).applyAsInt(1))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("None");
    python.eval("lambda: object()", Runnable.class).run();
  }

  @Test
  void whatPythonRaisesAndJavaThrowsArrives() {
    assertThatThrownBy(() -> python.eval("lambda x: x / 0", IntUnaryOperator.class).applyAsInt(1))
        .isInstanceOf(PythonException.class)
        .hasMessageContaining("division");
    python.exec("class Passing:\n    def __init__(self, call):\n        self.call = call\n"
        + "    def start(self):\n        self.call()\n    def name(self, n):\n        self.call()\n"
        + "    def in_(self):\n        try:\n            self.call()\n        except Exception as error:\n"
        + "            raise ValueError('mine') from error");
    FileNotFoundException missing = new FileNotFoundException("gone");
    IllegalStateException state = new IllegalStateException("bad");
    try (PyObject type = python.object("Passing")) {
      io.drua.bridge.JavaFunction checked = args -> {
        throw missing;
      };
      io.drua.bridge.JavaFunction unchecked = args -> {
        throw state;
      };
      Device device = PythonProxies.implement(type.callKeeping(checked), Device.class);
      assertThatThrownBy(device::start).isSameAs(missing);
      assertThatThrownBy(() -> device.name(1)).isInstanceOf(PythonException.class).hasCause(missing);
      assertThatThrownBy(device::in).isInstanceOf(PythonException.class).hasMessageContaining("mine");
      Device other = PythonProxies.implement(type.callKeeping(unchecked), Device.class);
      assertThatThrownBy(other::start).isSameAs(state);
    }
  }

  @Test
  void closedProxiesSaySo() {
    Runnable proxy = python.eval("lambda: None", Runnable.class);
    proxy.run();
    int hash = proxy.hashCode();
    PythonProxies.close(proxy);
    PythonProxies.close(proxy);
    assertThatThrownBy(proxy::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("java.lang.Runnable")
        .hasMessageContaining("closed");
    assertThat(proxy.toString()).contains("closed");
    assertThat(proxy.hashCode()).isEqualTo(hash);
    assertThat(proxy).isEqualTo(proxy);
    assertThat(PythonProxies.targetOf(proxy)).isNull();
    PythonProxies.close(null);
    PythonProxies.close("no proxy");
  }

  @Test
  void listenersAreFoundAgainByTheSameFunction() {
    python.exec("events = []\ndef heard(event):\n    events.append(event.getActionCommand())\n"
        + "class Panel:\n    def heard(self, event):\n        pass\npanel = Panel()");
    ActionListener one = python.eval("heard", ActionListener.class);
    ActionListener two = python.eval("heard", ActionListener.class);
    assertThat(one).isEqualTo(two).hasSameHashCodeAs(two).isNotEqualTo("heard");
    assertThat(one.toString()).contains("function heard");
    assertThat(python.eval("panel.heard", ActionListener.class)).isEqualTo(python.eval("panel.heard", ActionListener.class));
    javax.swing.JButton button = new javax.swing.JButton();
    button.addActionListener(one);
    button.removeActionListener(two);
    assertThat(button.getActionListeners()).isEmpty();
    one.actionPerformed(new ActionEvent(button, 1, "pressed"));
    assertThat(python.eval("events")).isEqualTo(Arrays.asList("pressed"));
    MouseListener mouse = python.eval("panel", MouseListener.class);
    assertThatThrownBy(() -> mouse.mouseClicked(null))
        .isInstanceOf(UnsupportedOperationException.class).hasMessageContaining("mouseClicked");
  }

  @Test
  void classesMayDefineWhatEveryObjectHas() {
    python.exec("class Own:\n    def equals(self, other):\n        return other == 5\n"
        + "    def hashCode(self):\n        return 7\n    def toString(self):\n        return 'own'\n"
        + "    def run(self):\n        pass");
    Runnable own = python.eval("Own()", Runnable.class);
    assertThat(own.equals(5)).isTrue();
    assertThat(own.equals(6)).isFalse();
    assertThat(own).hasToString("own");
    assertThat(own.hashCode()).isEqualTo(7);
  }

  @Test
  void whatIsNoInterfaceIsRefused() {
    try (PyObject function = python.object("lambda: 1")) {
      assertThatThrownBy(() -> PythonProxies.create(function, String.class))
          .isInstanceOf(ConversionException.class).hasMessageContaining("java.lang.String");
      assertThatThrownBy(() -> PythonProxies.create(function)).isInstanceOf(ConversionException.class);
      assertThatThrownBy(() -> PythonProxies.create(function, Override.class)).isInstanceOf(ConversionException.class);
    }
  }

  @Test
  void severalThreadsCallAtOnce() throws Exception {
    python.exec("counts = []\ndef count(n):\n    counts.append(n)\n    return n");
    IntUnaryOperator count = python.eval("count", IntUnaryOperator.class);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Integer>> results = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        int n = i;
        results.add(threads.submit((Callable<Integer>) () -> {
          start.await();
          return count.applyAsInt(n);
        }));
      }
      start.countDown();
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).get()).isEqualTo(i);
      }
    } finally {
      threads.shutdown();
    }
    assertThat(python.eval("sorted(counts) == list(range(200))")).isEqualTo(true);
  }

  @Test
  void mutualCallsWithoutEndAreAnError() {
    python.exec("def down(n):\n    return again.applyAsInt(n + 1)");
    IntUnaryOperator down = python.eval("down", IntUnaryOperator.class);
    IntUnaryOperator again = n -> down.applyAsInt(n);
    python.set("again", io.drua.bridge.JavaReference.of(again));
    assertThatThrownBy(() -> PythonScope.runtime().onLargeStack(() -> down.applyAsInt(0)))
        .satisfiesAnyOf(
            thrown -> assertThat(thrown).isInstanceOf(StackOverflowError.class),
            thrown -> assertThat(thrown).isInstanceOf(PythonException.class).hasMessageContaining("recursion"));
    Iterator<?> iterator = python.eval("iter([1])", Iterator.class);
    assertThat(iterator.next()).isEqualTo(1);
  }
}

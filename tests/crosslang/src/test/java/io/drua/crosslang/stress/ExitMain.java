package io.drua.crosslang.stress;

import io.drua.bridge.JavaFunction;
import io.drua.bridge.PyObject;
import io.drua.bridge.PythonRuntime;
import io.drua.bridge.Routine;
import io.drua.bridge.RoutineCall;
import io.drua.bridge.RoutineTraits;
import io.drua.crosslang.support.PythonScope;
import java.util.Random;

/** A program that ends while much goes on. The first argument says how. */
public final class ExitMain {
  private ExitMain() {}

  /** Starts everything, and ends. */
  public static void main(String[] args) throws Exception {
    ChildJvm.announce();
    PythonRuntime runtime = PythonScope.runtime();
    PythonScope scope = PythonScope.of("stress.py");
    scope.exec("import atexit\natexit.register(lambda: print('atexit ran'))");
    String how = args[0];
    JavaFunction busy = given -> new byte[10_000].length;
    boolean quiet = how.equals("returns");
    if (!quiet) {
      keepBusy(scope);
    }
    scope.object("start_holders").call(busy, 2);
    Thread.sleep(100 + new Random().nextInt(300));
    runtime.exec("import sys\nsys.stdout.write('no line end')", "<end>", null);
    switch (how) {
      case "returns":
        // Only daemons are left: Python's threads, which have called Java, among them.
        return;
      case "exits":
        System.exit(7);
        return;
      case "halts":
        Runtime.getRuntime().halt(9);
        return;
      case "exits in a callback":
        JavaFunction exit = given -> {
          System.exit(8);
          return null;
        };
        scope.object("increment");
        scope.exec("def call(java):\n    java()\n");
        scope.object("call").call(exit);
        return;
      case "exits with a Python thread that never ends":
        scope.exec("threading.Thread(target=threading.Event().wait).start()");
        System.exit(6);
        return;
      case "exits while the lock is held":
        Thread holder = new Thread(() -> scope.exec("pow(3, 30_000_000)"));
        holder.setDaemon(true);
        holder.start();
        Thread.sleep(300);
        System.exit(5);
        return;
      case "is asked to end":
        System.out.println("READY");
        System.out.flush();
        new ProcessBuilder("kill", "-TERM", "" + ChildJvm.pid()).start().waitFor();
        Thread.sleep(60_000);
        return;
      default:
        throw new IllegalArgumentException(how);
    }
  }

  private static void keepBusy(PythonScope scope) {
    Routine add = scope.routine("add", RoutineTraits.builder().inPlace(true).pin(true).build());
    Routine slow = scope.routine("add_slowly", RoutineTraits.builder().inPlace(true).pin(true).build());
    PyObject multiply = scope.object("multiply");
    for (int i = 0; i < 3; i++) {
      int number = i;
      daemon(() -> {
        Random random = new Random(number);
        while (true) {
          add.run(RoutineCall.builder().image(Pattern.make(random, 300, 300).image()).parameter("value", 1).build());
        }
      });
      daemon(() -> {
        Random random = new Random(number);
        while (true) {
          slow.run(
              RoutineCall.builder()
                  .image(Pattern.make(random, 64, 64).image())
                  .parameter("value", 1)
                  .parameter("seconds", 0.04)
                  .parameter("busy", number == 0)
                  .build());
        }
      });
    }
    daemon(() -> multiply.call());
    daemon(() -> {
      while (true) {
        if (new byte[100_000].length == 0) {
          return;
        }
      }
    });
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(null, work, "busy", 16L << 20);
    thread.setDaemon(true);
    // The end of the JVM may find them anywhere.
    thread.setUncaughtExceptionHandler((unused, thrown) -> System.out.println("FAILED " + thrown));
    thread.start();
  }
}

package io.drua.mmhost;

import com.google.common.eventbus.EventBus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.micromanager.events.EventManager;

/** The event bus: Guava's, as in the program. A subscriber that throws is logged; so is one that was never registered. */
public final class HostEvents implements EventManager {
  private final EventBus bus;
  private final HostLogs logs;
  private final List<Object> posted = new CopyOnWriteArrayList<>();

  HostEvents(HostLogs logs) {
    this.logs = logs;
    this.bus = new EventBus((error, context) -> logs.failed(error, "Subscriber " + context.getSubscriberMethod() + " failed"));
  }

  @Override
  public void registerForEvents(Object subscriber) {
    bus.register(subscriber);
  }

  @Override
  public void unregisterForEvents(Object subscriber) {
    try {
      bus.unregister(subscriber);
    } catch (IllegalArgumentException error) {
      logs.logError(error, "Error while unregistering");
    }
  }

  @Override
  public void post(Object event) {
    posted.add(event);
    bus.post(event);
  }

  /** All events so far. */
  public List<Object> posted() {
    return posted;
  }

  /** How many events of a type there were. */
  public long count(Class<?> type) {
    return posted.stream().filter(type::isInstance).count();
  }
}

package org.konsil.testing;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.util.List;

/** The sending end of CDI events, without a container. */
public final class TestEvents {
  private TestEvents() {}

  /** Keeps what is fired in the list. */
  @SuppressWarnings("unchecked")
  public static <T> Event<T> collecting(List<T> fired) {
    return (Event<T>)
        Proxy.newProxyInstance(
            TestEvents.class.getClassLoader(),
            new Class<?>[] {Event.class},
            (proxy, method, args) -> {
              fired.add((T) args[0]);
              return null;
            });
  }
}

package org.konsil.config;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.AttributeChangeNotification;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.ObjectName;

/**
 * Tells who waits for a client that this server is about to refuse requests, because it stops or an
 * administrator suspends it. The server drains the requests that run before it stops: one that only
 * waits has to end by itself, or it holds up the stop until it is cut off.
 *
 * <p>WildFly announces the step as a change of the attribute RunningState of {@code
 * jboss.root:type=state}. On a server without that name nobody is told.
 */
@ApplicationScoped
public class StopNotice {
  private static final Logger LOG = Logger.getLogger(StopNotice.class.getName());
  private static final String SERVER_STATE = "jboss.root:type=state";
  private static final Set<String> ABOUT_TO_STOP = Set.of("pre_suspend", "suspending", "stopping");

  private final MBeanServer management = ManagementFactory.getPlatformMBeanServer();
  private final List<Runnable> callbacks = new CopyOnWriteArrayList<>();
  private final NotificationListener listener = this::heard;
  private volatile boolean stopping;

  /** The server's executors take nothing any more at that time, hence the announcer's thread. */
  @Resource private ContextService contexts;

  @PostConstruct
  void start() {
    try {
      management.addNotificationListener(new ObjectName(SERVER_STATE), listener, null, null);
    } catch (InstanceNotFoundException e) {
      LOG.fine("this server does not announce its stop");
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  @PreDestroy
  void stop() {
    try {
      management.removeNotificationListener(new ObjectName(SERVER_STATE), listener);
    } catch (JMException e) {
      LOG.log(Level.FINE, e, () -> "was not listening");
    }
  }

  /**
   * The callback runs at each step towards the stop: more than once, and again when a server that
   * was suspended and resumed stops. It must not block.
   */
  public void whenStopping(Runnable callback) {
    callbacks.add(contexts == null ? callback : contexts.contextualRunnable(callback));
  }

  /** From the first step towards a stop, until a server that was only suspended goes on. */
  public boolean isStopping() {
    return stopping;
  }

  private void heard(Notification notification, Object handback) {
    if (notification instanceof AttributeChangeNotification change
        && change.getAttributeName().equals("RunningState")) {
      String state = String.valueOf(change.getNewValue()).toLowerCase(Locale.ROOT);
      if (ABOUT_TO_STOP.contains(state)) {
        stopping = true;
        callbacks.forEach(Runnable::run);
      } else if (state.equals("normal")) {
        stopping = false;
      }
    }
  }
}

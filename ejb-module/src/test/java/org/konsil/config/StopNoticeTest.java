package org.konsil.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.AttributeChangeNotification;
import javax.management.MBeanServer;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StopNoticeTest {
  private final MBeanServer management = ManagementFactory.getPlatformMBeanServer();
  private final ServerState server = new ServerState();
  private final AtomicInteger told = new AtomicInteger();
  private final StopNotice notice = new StopNotice();
  private ObjectName name;

  @BeforeEach
  void serverRuns() throws Exception {
    name = new ObjectName("jboss.root:type=state");
    management.registerMBean(server, name);
    notice.start();
    notice.whenStopping(told::incrementAndGet);
  }

  @AfterEach
  void gone() throws Exception {
    management.unregisterMBean(name);
  }

  @Test
  void tellsWhenTheServerIsAboutToRefuseRequests() {
    server.changed("RunningState", "PRE_SUSPEND");
    server.changed("RunningState", "suspending");
    assertEquals(2, told.get());
  }

  @Test
  void isStoppingUntilAServerThatWasSuspendedGoesOn() {
    assertFalse(notice.isStopping());
    server.changed("RunningState", "pre_suspend");
    server.changed("RunningState", "suspended");
    assertTrue(notice.isStopping());
    server.changed("RunningState", "normal");
    assertFalse(notice.isStopping());
  }

  @Test
  void keepsStillAboutOtherChanges() {
    server.changed("RunningState", "normal");
    server.changed("RuntimeConfigurationState", "stopping");
    assertEquals(0, told.get());
  }

  @Test
  void hearsNothingAfterItsOwnEnd() {
    notice.stop();
    server.changed("RunningState", "suspending");
    assertEquals(0, told.get());
  }

  @Test
  void doesWithoutAServerThatAnnounces() throws Exception {
    management.unregisterMBean(name);
    StopNotice elsewhere = new StopNotice();
    elsewhere.start();
    elsewhere.stop();
    management.registerMBean(server, name);
  }

  /** Named by the rule of standard MBeans. */
  public interface ServerStateMBean {}

  /** Plays the server's own. */
  public static final class ServerState extends NotificationBroadcasterSupport
      implements ServerStateMBean {
    private void changed(String attribute, String value) {
      sendNotification(
          new AttributeChangeNotification(
              this, 1, 0, "changed", attribute, String.class.getName(), "normal", value));
    }
  }
}

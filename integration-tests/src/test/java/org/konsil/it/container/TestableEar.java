package org.konsil.it.container;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.konsil.it.support.Checkout;

/** The built EAR, unchanged but for one more WAR with the test class. */
final class TestableEar {
  private static final String DESCRIPTOR = "META-INF/application.xml";

  private TestableEar() {}

  static EnterpriseArchive with(Class<?>... tests) {
    WebArchive war =
        ShrinkWrap.create(WebArchive.class, "test.war")
            .addClasses(tests)
            .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
            .addAsLibrary(jarOf(Assertions.class));
    EnterpriseArchive ear =
        ShrinkWrap.createFromZipFile(EnterpriseArchive.class, Checkout.ear().toFile());
    ear.addAsModule(Testable.archiveToTest(war));
    // a descriptor lists every module, and ShrinkWrap does not add to it
    String descriptor = new String(read(ear), StandardCharsets.UTF_8);
    String module =
        "<module><web><web-uri>test.war</web-uri><context-root>/test</context-root></web></module>";
    int end = descriptor.lastIndexOf("</module>") + "</module>".length();
    ear.delete(DESCRIPTOR);
    ear.add(
        new StringAsset(descriptor.substring(0, end) + module + descriptor.substring(end)),
        DESCRIPTOR);
    return ear;
  }

  private static byte[] read(EnterpriseArchive ear) {
    try (var in = ear.get(DESCRIPTOR).getAsset().openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static File jarOf(Class<?> type) {
    try {
      return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}

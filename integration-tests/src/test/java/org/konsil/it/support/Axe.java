package org.konsil.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openqa.selenium.JavascriptExecutor;

/** axe-core, as npm brings it with the frontend: what of WCAG 2.2 A and AA a page violates. */
final class Axe {
  private static final Path SCRIPT =
      Checkout.root().resolve("web-module/src/main/frontend/node_modules/axe-core/axe.min.js");
  private static final String RUN =
      "const done = arguments[arguments.length - 1];"
          + "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
          + ".then(r => done(r.violations"
          + ".filter(v => v.impact === 'serious' || v.impact === 'critical')"
          + ".map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))));";

  private Axe() {}

  /** Serious and critical violations, each with the elements. */
  @SuppressWarnings("unchecked")
  static List<String> violations(JavascriptExecutor page) {
    try {
      page.executeScript(Files.readString(SCRIPT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return (List<String>) page.executeAsyncScript(RUN);
  }
}

package org.konsil.appservice;

import java.nio.file.Path;
import org.konsil.core.id.ServerName;

/**
 * Looks at registration files before a server is started with them; {@code bin/server} calls it.
 * The first file that cannot be used is named on standard error, with what is wrong in one line,
 * and the exit code is 2.
 */
public final class RegistrationCheck {
  private RegistrationCheck() {}

  /**
   * @param arguments the domain of files that name none, then the files
   */
  public static void main(String[] arguments) {
    ServerName domain = ServerName.parse(arguments[0]);
    for (int i = 1; i < arguments.length; i++) {
      try {
        RegistrationFile.read(Path.of(arguments[i]), domain);
      } catch (RuntimeException e) {
        System.err.println(oneLine(e));
        System.exit(2);
      }
    }
  }

  private static String oneLine(RuntimeException failure) {
    return String.valueOf(failure.getMessage()).replace('\n', ' ').replace('\r', ' ');
  }
}

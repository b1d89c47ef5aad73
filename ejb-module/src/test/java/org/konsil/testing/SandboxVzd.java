package org.konsil.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.konsil.sandbox.directory.SandboxDirectory;
import org.konsil.sandbox.pki.Identity;
import org.konsil.sandbox.pki.TiAuthority;

/** The sandbox's directory alone, with an authority and at a time of the test's own. */
public final class SandboxVzd implements AutoCloseable {
  public final TiAuthority authority;
  public final SandboxDirectory directory;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Clock clock;

  public SandboxVzd(Clock clock) throws IOException {
    this.clock = clock;
    authority = new TiAuthority(clock, new SecureRandom());
    directory = SandboxDirectory.start(0, authority, clock, new SecureRandom(), threads);
  }

  /** Gives the provider a key for its tokens, good for a day. */
  public Identity providerKey(Path folder, Properties settings) throws IOException {
    Identity signer =
        authority.signer(
            "Provider",
            "brainpoolP256r1",
            clock.instant().plus(Duration.ofDays(1)),
            directory.responderAddress());
    Path store = folder.resolve("provider.p12");
    signer.writeKeyStore(store, "geheim");
    settings.setProperty("konsil.registration.keystore", store.toString());
    settings.setProperty("konsil.registration.keystore.password", "geheim");
    return signer;
  }

  @Override
  public void close() {
    directory.close();
    threads.shutdownNow();
  }
}

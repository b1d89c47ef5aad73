package org.konsil.web.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.CompletionCallback;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.konsil.account.Requester;
import org.konsil.longpoll.LongPolling;
import org.konsil.slidingsync.SlidingSyncRequest;
import org.konsil.slidingsync.SlidingSyncService;
import org.konsil.sync.SyncService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.NotCounted;

/**
 * Simplified sliding sync. A request that waits holds no thread.
 *
 * @see <a href="https://github.com/matrix-org/matrix-spec-proposals/pull/4186">MSC4186</a>
 */
@Path("/client/unstable/org.matrix.simplified_msc3575/sync")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class SlidingSyncResource {
  @Inject private CurrentRequest current;
  @Inject private SlidingSyncService sliding;
  @Inject private SyncService syncs;
  @Inject private LongPolling polling;

  @POST
  @NotCounted
  public void slidingSync(
      @QueryParam("pos") @DefaultValue("0") long pos,
      @QueryParam("timeout") @DefaultValue("0") long timeoutMillis,
      SlidingSyncRequest request,
      @Suspended AsyncResponse response) {
    Requester requester = current.requester();
    LongPolling.Polling waiting =
        polling.poll(
            () -> syncs.wakeKeys(requester),
            () -> sliding.read(requester, request, pos),
            Duration.ofMillis(timeoutMillis),
            response::resume,
            response::resume);
    response.register((CompletionCallback) failure -> waiting.cancel());
  }
}

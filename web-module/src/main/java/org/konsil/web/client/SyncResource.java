package org.konsil.web.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.CompletionCallback;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.longpoll.LongPolling.Polling;
import org.konsil.sync.FilterService;
import org.konsil.sync.SyncRequest;
import org.konsil.sync.SyncToken;
import org.konsil.sync.SyncWaiting;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.GuestAccess;
import org.konsil.web.http.NotCounted;

/** Client-server API, "Syncing". A request that waits holds no thread. */
@Path("/client/v3/sync")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class SyncResource {
  @Inject private CurrentRequest current;
  @Inject private FilterService filters;
  @Inject private SyncWaiting syncs;

  @GET
  @GuestAccess
  @NotCounted
  public void sync(
      @QueryParam("since") String since,
      @QueryParam("filter") String filter,
      @QueryParam("full_state") @DefaultValue("false") boolean fullState,
      @QueryParam("use_state_after") @DefaultValue("false") boolean useStateAfter,
      @QueryParam("set_presence") @DefaultValue("online") String setPresence,
      @QueryParam("timeout") @DefaultValue("0") long timeoutMillis,
      @Suspended AsyncResponse response) {
    Requester requester = current.requester();
    SyncRequest request =
        new SyncRequest(
            Optional.ofNullable(since).map(SyncToken::parse),
            filters.resolve(requester, filter),
            fullState,
            useStateAfter,
            setPresence);
    Polling waiting =
        syncs.sync(
            requester,
            request,
            Duration.ofMillis(Math.max(0, timeoutMillis)),
            (ObjectNode body) -> response.resume(body),
            response::resume);
    response.register((CompletionCallback) failure -> waiting.cancel());
  }
}

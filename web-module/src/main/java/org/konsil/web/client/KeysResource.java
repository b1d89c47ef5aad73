package org.konsil.web.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.konsil.core.json.Json;
import org.konsil.e2ee.ClaimKeysRequest;
import org.konsil.e2ee.ClaimKeysResponse;
import org.konsil.e2ee.CrossSigningService;
import org.konsil.e2ee.DeviceListChanges;
import org.konsil.e2ee.DeviceListChangesService;
import org.konsil.e2ee.KeyQueryService;
import org.konsil.e2ee.KeyService;
import org.konsil.e2ee.QueryKeysRequest;
import org.konsil.e2ee.QueryKeysResponse;
import org.konsil.e2ee.SignatureService;
import org.konsil.e2ee.UploadCrossSigningKeysRequest;
import org.konsil.e2ee.UploadKeysRequest;
import org.konsil.e2ee.UploadKeysResponse;
import org.konsil.oauth.AccountAction;
import org.konsil.sync.SyncToken;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.GuestAccess;
import org.konsil.web.http.PublicUrl;

/**
 * Keys of devices and users.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#key-management-api">Key management
 *     API</a>
 */
@Path("/client/v3/keys")
@Produces(MediaType.APPLICATION_JSON)
@AccessToken
@ApplicationScoped
public class KeysResource {
  @Inject private CurrentRequest current;
  @Inject private PublicUrl url;
  @Inject private DeviceListChangesService deviceLists;
  @Inject private KeyService keys;
  @Inject private KeyQueryService queries;
  @Inject private CrossSigningService crossSigning;
  @Inject private SignatureService signatures;

  @POST
  @Path("/upload")
  @GuestAccess
  public UploadKeysResponse uploadKeys(UploadKeysRequest request) {
    return keys.upload(current.requester(), request);
  }

  @POST
  @Path("/query")
  @GuestAccess
  public QueryKeysResponse queryKeys(QueryKeysRequest request) {
    return queries.query(current.requester(), request);
  }

  @POST
  @Path("/claim")
  @GuestAccess
  public ClaimKeysResponse claimKeys(ClaimKeysRequest request) {
    return queries.claim(current.requester(), request);
  }

  @GET
  @Path("/changes")
  public DeviceListChanges getKeysChanges(
      @QueryParam("from") String from, @QueryParam("to") String to) {
    return deviceLists.changes(
        current.requester().user(), SyncToken.parse(from).stream(), SyncToken.parse(to).stream());
  }

  @POST
  @Path("/device_signing/upload")
  public ObjectNode uploadCrossSigningKeys(UploadCrossSigningKeysRequest request) {
    crossSigning.upload(
        current.requester(),
        request,
        url.of("/account?action=" + AccountAction.CROSS_SIGNING_RESET.value() + "&session="));
    return Json.object();
  }

  @POST
  @Path("/signatures/upload")
  public Map<String, ObjectNode> uploadCrossSigningSignatures(ObjectNode request) {
    return Map.of("failures", signatures.upload(current.requester(), request));
  }
}

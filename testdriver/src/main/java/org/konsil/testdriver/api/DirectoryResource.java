package org.konsil.testdriver.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.konsil.testdriver.device.ApiKind;
import org.konsil.testdriver.konsil.FhirDocuments;
import org.konsil.testdriver.konsil.NationalDirectory;
import org.konsil.testdriver.matrix.Refusal;

/** Search of the national directory, and a practitioner's own entry (AF_10058, AF_10376). */
@Path(DevicePath.DEVICE + "/fhir")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DirectoryResource {
  private static final String OWN = "/mxidInFhirDirectory";
  private static final String VISIBILITY = "/endpointVisibility";
  private static final String PERSON = "tim";

  @Inject private DevicePath path;

  @GET
  @Path("/searchOrganizationInFhirDirectory")
  public ObjectNode searchOrganisation(
      @QueryParam("healthcareServiceName") String service,
      @QueryParam("organizationName") String organisation) {
    return search("organisation", given(service) ? service : organisation, "");
  }

  /** By name, by MXID, or by both. */
  @GET
  @Path("/searchPractitionerInFhirDirectory")
  public ObjectNode searchPractitioner(
      @QueryParam("name") String name, @QueryParam("mxid") String mxid) {
    return search("practitioner", name, given(mxid) ? FhirDocuments.mxid(mxid) : "");
  }

  /** Services that an account answers for; of the API's older line. */
  @GET
  @Path("/searchHealthcareServiceEndpointInFhirDirectory")
  public ObjectNode searchEndpoint(@QueryParam("mxId") String mxid) {
    return search("organisation", null, given(mxid) ? FhirDocuments.mxid(mxid) : "");
  }

  private ObjectNode search(String kind, String text, String mxid) {
    if (!given(text) && mxid.isEmpty()) {
      throw new Refusal(400, "M_MISSING_PARAM", "A name or an MXID is needed");
    }
    ObjectNode result = FhirDocuments.searchResult();
    int number = 0;
    for (JsonNode entry : path.directory().search(kind, given(text) ? text : "", mxid)) {
      FhirDocuments.addFound(result, entry, kind.equals("practitioner"), ++number);
    }
    return result;
  }

  private static boolean given(String text) {
    return text != null && !text.isBlank();
  }

  /** Whether the practitioner's card is there; it is used with each act. */
  @POST
  @Path("/fhirAuthenticate")
  @Consumes(MediaType.WILDCARD)
  public void fhirAuthenticate() {
    if (practitioner().cards().isEmpty()) {
      throw new Refusal(404, "M_NOT_FOUND", "No practitioner's card is in a terminal");
    }
  }

  @GET
  @Path(OWN)
  public ObjectNode own() {
    ObjectNode result = FhirDocuments.searchResult();
    if (practitioner().own().path("published").asBoolean()) {
      FhirDocuments.add(result, endpoint());
    }
    return result;
  }

  @POST
  @Path(OWN)
  @Consumes(MediaType.WILDCARD)
  public Response publish() {
    practitioner().act("publish");
    return Response.status(Response.Status.CREATED).entity(endpoint()).build();
  }

  @DELETE
  @Path(OWN)
  public void withdraw() {
    practitioner().act("withdraw");
  }

  /** Hides the own entry from insured persons. */
  @POST
  @Path(VISIBILITY)
  @Consumes(MediaType.WILDCARD)
  public void hide() {
    practitioner().act("hide");
  }

  @DELETE
  @Path(VISIBILITY)
  public void show() {
    practitioner().act("show");
  }

  /**
   * @throws Refusal 501 for clients without a card
   */
  private NationalDirectory practitioner() {
    if (path.kind() != ApiKind.PRACTITIONER) {
      throw new Refusal(501, "M_UNRECOGNIZED", "This client has no practitioner's card");
    }
    return path.directory();
  }

  private ObjectNode endpoint() {
    String mxid = path.session().userId();
    return FhirDocuments.endpoint(mxid, mxid, path.rooms().displayName(mxid), PERSON);
  }
}

package org.konsil.testdriver.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.konsil.testdriver.device.ApiKind;
import org.konsil.testdriver.konsil.FhirDocuments;
import org.konsil.testdriver.konsil.NationalDirectory;
import org.konsil.testdriver.matrix.Refusal;

/** The organisation's entries in the directory, for its administrator (AF_10059, AF_10377). */
@Path(DevicePath.DEVICE + "/fhir/org")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OrganisationEntriesResource {
  private static final String SERVICES = "/healthcareService";
  private static final String SERVICE = SERVICES + "/{service}";
  private static final String ENDPOINTS = SERVICE + "/endpoint";
  private static final String ENDPOINT = ENDPOINTS + "/{endpoint}";
  private static final String CHATBOT = "tim-bot";
  private static final String FUNCTION = "tim-fa";

  @Inject private DevicePath path;

  @GET
  public ObjectNode organisation() {
    ObjectNode result = FhirDocuments.searchResult();
    for (JsonNode service : directory().services()) {
      FhirDocuments.add(result, FhirDocuments.service(service));
      for (JsonNode account : service.path("accounts")) {
        FhirDocuments.include(result, FhirDocuments.endpoint(account));
      }
    }
    return result;
  }

  @POST
  @Path(SERVICES)
  public Response createService(JsonNode request) {
    return created(FhirDocuments.service(directory().create(text(request, "name"))));
  }

  @GET
  @Path(SERVICE)
  public ObjectNode service(@PathParam("service") String service) {
    return FhirDocuments.service(directory().service(service));
  }

  @PUT
  @Path(SERVICE)
  public ObjectNode changeService(@PathParam("service") String service, JsonNode request) {
    return FhirDocuments.service(directory().rename(service, text(request, "name")));
  }

  @DELETE
  @Path(SERVICE)
  public void deleteService(@PathParam("service") String service) {
    directory().end(service);
  }

  @GET
  @Path(ENDPOINTS)
  public List<ObjectNode> endpoints(@PathParam("service") String service) {
    List<ObjectNode> endpoints = new ArrayList<>();
    directory()
        .service(service)
        .path("accounts")
        .forEach(account -> endpoints.add(FhirDocuments.endpoint(account)));
    return endpoints;
  }

  @POST
  @Path(ENDPOINTS)
  public Response createEndpoint(@PathParam("service") String service, JsonNode request) {
    String mxid = FhirDocuments.mxid(text(request, "address"));
    return created(
        FhirDocuments.endpoint(
            directory().publish(service, mxid, text(request, "name"), kind(request))));
  }

  @GET
  @Path(ENDPOINT)
  public ObjectNode endpoint(
      @PathParam("service") String service, @PathParam("endpoint") String endpoint) {
    return FhirDocuments.endpoint(directory().account(service, endpoint));
  }

  /** Its name; with another address another account is published in its place. */
  @PUT
  @Path(ENDPOINT)
  public ObjectNode changeEndpoint(
      @PathParam("service") String service,
      @PathParam("endpoint") String endpoint,
      JsonNode request) {
    NationalDirectory directory = directory();
    String present = directory.account(service, endpoint).path("user_id").asText();
    String mxid = FhirDocuments.mxid(text(request, "address"));
    if (mxid.equals(present)) {
      directory.renameAccount(endpoint, text(request, "name"));
      return FhirDocuments.endpoint(directory.account(service, endpoint));
    }
    JsonNode made = directory.publish(service, mxid, text(request, "name"), kind(request));
    directory.withdraw(endpoint);
    return FhirDocuments.endpoint(made);
  }

  @DELETE
  @Path(ENDPOINT)
  public void deleteEndpoint(
      @PathParam("service") String service, @PathParam("endpoint") String endpoint) {
    NationalDirectory directory = directory();
    directory.account(service, endpoint);
    directory.withdraw(endpoint);
  }

  @POST
  @Path(SERVICE + "/endpointVisibility/{endpoint}")
  @Consumes(MediaType.WILDCARD)
  public void hide(@PathParam("service") String service, @PathParam("endpoint") String endpoint) {
    hide(service, endpoint, true);
  }

  @DELETE
  @Path(SERVICE + "/endpointVisibility/{endpoint}")
  public void show(@PathParam("service") String service, @PathParam("endpoint") String endpoint) {
    hide(service, endpoint, false);
  }

  private void hide(String service, String endpoint, boolean hidden) {
    NationalDirectory directory = directory();
    directory.account(service, endpoint);
    directory.hide(endpoint, hidden);
  }

  /**
   * @throws Refusal 501 for clients that are no administrator's
   */
  private NationalDirectory directory() {
    if (path.kind() != ApiKind.ORG_ADMIN) {
      throw new Refusal(501, "M_UNRECOGNIZED", "This client administers no organisation");
    }
    return path.directory();
  }

  private static Response created(ObjectNode resource) {
    return Response.status(Response.Status.CREATED).entity(resource).build();
  }

  private static String kind(JsonNode request) {
    JsonNode type = request.path("connectionType");
    String code = type.isTextual() ? type.asText() : type.path("code").asText();
    return code.equals(CHATBOT) ? CHATBOT : FUNCTION;
  }

  private static String text(JsonNode request, String name) {
    if (request == null || !request.path(name).isTextual()) {
      throw new Refusal(400, "M_MISSING_PARAM", name + " is missing");
    }
    return request.path(name).asText();
  }
}

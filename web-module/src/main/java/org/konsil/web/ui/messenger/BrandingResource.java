package org.konsil.web.ui.messenger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;
import org.konsil.org.DomainBranding;
import org.konsil.org.DomainBrandingService;

/** How an organisation presents itself; public, for the login page wears it too. */
@ApplicationScoped
@Path("/branding/{domain}")
public class BrandingResource {

  private static final int YEAR_SECONDS = 365 * 24 * 3600;

  @Inject BrandingFiles files;
  @Inject DomainBrandingService organisations;
  @Inject DomainService domains;

  /** The colours as a style sheet. The address carries the file's time, so it may be kept. */
  @GET
  @Produces("text/css;charset=utf-8")
  public Response getBranding(@PathParam("domain") String domain) {
    Branding branding =
        files
            .find(ServerName.parse(domain))
            .orElseThrow(() -> MatrixException.notFound("No colours of its own"));
    return Response.ok(branding.css()).cacheControl(kept()).build();
  }

  /** The logo; its address carries when it was set. */
  @GET
  @Path("logo")
  public Response getLogo(@PathParam("domain") String domain) {
    DomainBranding.Logo logo =
        organisation(domain)
            .logo()
            .orElseThrow(() -> MatrixException.notFound("No logo of its own"));
    return Response.ok(logo.image(), logo.type()).cacheControl(kept()).build();
  }

  /** What a device needs to install the pages under the organisation's name. */
  @GET
  @Path("manifest")
  @Produces("application/manifest+json")
  public byte[] getManifest(
      @PathParam("domain") String domain, @QueryParam("lang") String language) {
    DomainBranding branding = organisation(domain);
    String name = branding.name().orElse(UiBean.PRODUCT);
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("id", "/");
    manifest.put("name", name);
    manifest.put("short_name", name);
    manifest.put("description", "TI-Messenger");
    manifest.put("lang", UiTexts.isLanguage(language) ? language : "de");
    manifest.put("start_url", "/");
    manifest.put("scope", "/");
    manifest.put("display", "standalone");
    manifest.put("background_color", "#e9eeee");
    manifest.put("theme_color", "#0b4049");
    manifest.put("icons", icons(branding, domain));
    return Json.bytes(Json.mapper().valueToTree(manifest));
  }

  private static List<Map<String, String>> icons(DomainBranding branding, String domain) {
    String type = branding.logo().map(DomainBranding.Logo::type).orElse("image/svg+xml");
    String address = branding.logo().isEmpty() ? "/icon.svg" : UiBean.logoHref(branding, domain);
    return Stream.of("any", "maskable")
        .map(purpose -> Map.of("src", address, "sizes", "any", "type", type, "purpose", purpose))
        .toList();
  }

  private DomainBranding organisation(String domain) {
    ServerName name =
        ServerName.find(domain)
            .filter(domains::isLocal)
            .orElseThrow(() -> MatrixException.notFound("No such domain"));
    return organisations.get(name);
  }

  private static CacheControl kept() {
    CacheControl kept = new CacheControl();
    kept.setMaxAge(YEAR_SECONDS);
    kept.setPrivate(false);
    return kept;
  }
}

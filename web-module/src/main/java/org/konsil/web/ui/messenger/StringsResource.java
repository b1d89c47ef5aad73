package org.konsil.web.ui.messenger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import org.konsil.core.error.MatrixException;

/** The texts of the pages for their script: one source of words for both halves. */
@ApplicationScoped
@Path("/strings/{language}")
@Produces(MediaType.APPLICATION_JSON)
public class StringsResource {

  private static final int YEAR_SECONDS = 365 * 24 * 3600;

  /** All texts of a language by key. The address carries a version, so it may be kept for ever. */
  @GET
  public Response getStrings(@PathParam("language") String language) {
    if (!UiTexts.isLanguage(language)) {
      throw MatrixException.notFound("No such language");
    }
    ResourceBundle bundle = UiTexts.bundle(language);
    Map<String, String> texts = new TreeMap<>();
    bundle.keySet().forEach(key -> texts.put(key, bundle.getString(key)));
    CacheControl forEver = new CacheControl();
    forEver.setMaxAge(YEAR_SECONDS);
    forEver.setPrivate(false);
    return Response.ok(texts).cacheControl(forEver).build();
  }
}

package org.konsil.testdriver.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.konsil.testdriver.device.TestDevice;
import org.konsil.testdriver.matrix.MatrixApi;
import org.konsil.testdriver.matrix.Refusal;

/** Files, which the client encrypts before it uploads them. */
@Path(DevicePath.DEVICE + "/media")
@RequestScoped
public class MediaResource {
  private static final int LARGEST = 20_000_000;

  @Inject private DevicePath path;

  record Uploaded(String fileId) {}

  @POST
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  public Uploaded upload(byte[] bytes) {
    if (bytes.length > LARGEST) {
      throw new Refusal(413, "M_TOO_LARGE", "A file has at most 20 MB");
    }
    TestDevice device = path.claimed();
    String file = device.session().upload(bytes);
    String fileId = FileIds.of(MatrixApi.parse(file));
    device.remember(fileId, file);
    return new Uploaded(fileId);
  }

  /** Decrypted, by the key that came with the message. */
  @GET
  @Path("/authenticated/{fileId}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public byte[] download(@PathParam("fileId") String fileId) {
    TestDevice device = path.claimed();
    String file =
        device
            .file(fileId)
            .orElseThrow(() -> new Refusal(404, "M_NOT_FOUND", "The device has no such file"));
    return device.session().download(file);
  }
}

package org.konsil.it.container;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.konsil.jca.api.Card;
import org.konsil.jca.api.KonnektorConnection;
import org.konsil.jca.api.KonnektorConnectionFactory;
import org.konsil.jca.api.KonnektorException;

/** A KIS beside Konsil, as docs/integration.md shows it: it lists the cards of its Mandant. */
@WebServlet("/cards")
public class KisServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Resource(lookup = "java:/eis/Konnektor")
  private transient KonnektorConnectionFactory konnektor;

  private List<Card> cards() throws KonnektorException {
    try (KonnektorConnection connection = konnektor.getConnection()) {
      return connection.getCards(KonnektorConnection.Scope.MANDANT);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    try {
      response.getWriter().println(cards().size() + " cards");
    } catch (KonnektorException e) {
      response.getWriter().println(e.getClass().getSimpleName());
    }
  }
}

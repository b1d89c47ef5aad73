package org.konsil.administration;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.rawdata.StockData;
import org.konsil.rawdata.StockDataService;

/** Stock data of the deployment, for operators. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class StockDataAdministrationService {
  @Inject private AdministrationScope scope;
  @Inject private StockDataService stock;

  /**
   * As they are now.
   *
   * @throws MatrixException M_FORBIDDEN
   */
  public StockData now(Requester operator) {
    scope.requireOperator(operator);
    return stock.now();
  }

  /**
   * What was counted of each month, the newest first.
   *
   * @throws MatrixException M_FORBIDDEN
   */
  public List<StockData> months(Requester operator) {
    scope.requireOperator(operator);
    return stock.months();
  }
}

package org.konsil.storage;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema to this version before any other bean of the deployment starts. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class SchemaMigration {
  @Resource(lookup = "java:jboss/datasources/KonsilDS")
  private DataSource dataSource;

  @PostConstruct
  void migrate() {
    migrate(dataSource);
  }

  /** Applies every migration that the database has not seen yet. */
  public static void migrate(DataSource dataSource) {
    Flyway.configure(SchemaMigration.class.getClassLoader())
        .dataSource(dataSource)
        .locations("classpath:db/migration")
        .outOfOrder(true)
        .load()
        .migrate();
  }
}

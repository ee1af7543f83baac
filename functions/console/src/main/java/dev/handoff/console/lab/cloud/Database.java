package dev.handoff.console.lab.cloud;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;

/**
 * The state of the embedded cloud: an H2 database inside this process. Every statement is a
 * transaction of its own unless {@link #together} joins several.
 */
public final class Database implements AutoCloseable {

  private static final int CONNECTIONS = 16;

  private static final List<String> TABLES =
      List.of(
          """
          create table if not exists cluster(
            name varchar(100) primary key, version bigint not null, record varchar not null)\
          """,
          """
          create table if not exists journal(
            cluster varchar(100), number bigint, at bigint, entry varchar not null,
            primary key (cluster, number, at))\
          """,
          "create table if not exists beat(node varchar(200) primary key, body varchar not null)",
          """
          create table if not exists orders(
            node varchar(200) primary key, revision bigint not null, body varchar not null)\
          """,
          "create table if not exists plan(node varchar(200) primary key, body varchar not null)",
          "create table if not exists address(slot varchar(300) primary key, target varchar(200))",
          "create table if not exists loss(cluster varchar(100) primary key, at bigint not null)",
          "create table if not exists topic(name varchar(300) primary key)");

  private final JdbcConnectionPool pool;

  private Database(String url) {
    pool = JdbcConnectionPool.create(url, "lab", "");
    pool.setMaxConnections(CONNECTIONS);
    TABLES.forEach(this::update);
  }

  /** A database that is gone when it is closed. */
  public static Database inMemory() {
    return new Database(
        "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE");
  }

  /** A database that is kept in a file, for looking at it afterwards with any H2 client. */
  public static Database inFile(Path file) {
    return new Database("jdbc:h2:file:" + file.toAbsolutePath() + ";DB_CLOSE_ON_EXIT=FALSE");
  }

  @Override
  public void close() {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("shutdown");
    } catch (SQLException e) {
      throw new DatabaseFailure(e);
    } finally {
      pool.dispose();
    }
  }

  /** How one row is read. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Statements that belong together. */
  @FunctionalInterface
  interface Work<T> {
    T run(Session session);
  }

  <T> List<T> query(Row<T> row, String sql, @Nullable Object... arguments) {
    return together(session -> session.query(row, sql, arguments));
  }

  int update(String sql, @Nullable Object... arguments) {
    return together(session -> session.update(sql, arguments));
  }

  /** Runs statements as one transaction: all of them take effect, or none. */
  <T> T together(Work<T> work) {
    try (Connection connection = connection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.run(new Session(connection));
        connection.commit();
        return result;
      } finally {
        // After a commit this does nothing; after an exception it undoes everything.
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new DatabaseFailure(e);
    }
  }

  private Connection connection() throws SQLException {
    try {
      return pool.getConnection();
    } catch (IllegalStateException e) {
      // How the pool says that it was closed.
      throw new SQLException(e.getMessage(), e);
    }
  }

  /** One transaction. */
  static final class Session {
    private final Connection connection;

    private Session(Connection connection) {
      this.connection = connection;
    }

    <T> List<T> query(Row<T> row, String sql, @Nullable Object... arguments) {
      try (PreparedStatement statement = prepared(sql, arguments);
          ResultSet rows = statement.executeQuery()) {
        List<T> results = new ArrayList<>();
        while (rows.next()) {
          results.add(row.read(rows));
        }
        return results;
      } catch (SQLException e) {
        throw new DatabaseFailure(e);
      }
    }

    int update(String sql, @Nullable Object... arguments) {
      try (PreparedStatement statement = prepared(sql, arguments)) {
        return statement.execute() ? Statement.SUCCESS_NO_INFO : statement.getUpdateCount();
      } catch (SQLException e) {
        throw new DatabaseFailure(e);
      }
    }

    /** Inserts, unless a row of that key is there. */
    boolean insert(String sql, @Nullable Object... arguments) {
      try {
        return update(sql, arguments) == 1;
      } catch (DatabaseFailure e) {
        if (e.isDuplicateKey()) {
          return false;
        }
        throw e;
      }
    }

    private PreparedStatement prepared(String sql, @Nullable Object... arguments)
        throws SQLException {
      PreparedStatement statement = connection.prepareStatement(sql);
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      return statement;
    }
  }

  /** The embedded database could not do what was asked. */
  static final class DatabaseFailure extends RuntimeException {
    private final int code;

    private DatabaseFailure(SQLException cause) {
      super("the lab's database: " + cause.getMessage(), cause);
      code = cause.getErrorCode();
    }

    boolean isDuplicateKey() {
      return code == ErrorCode.DUPLICATE_KEY_1;
    }

    /** The message without the statement that H2 appends. */
    String detail() {
      String message = String.valueOf(getMessage());
      int statement = message.indexOf("; SQL statement:");
      return statement < 0 ? message : message.substring(0, statement);
    }
  }
}

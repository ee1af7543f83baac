package dev.handoff.oci.attempt;

import java.util.function.Function;

/**
 * What a call came to, repetitions included.
 *
 * @param <T> what OCI answers
 */
public sealed interface Outcome<T> {

  record Done<T>(T value) implements Outcome<T> {}

  /** It did not come about. */
  sealed interface Failed<T> extends Outcome<T> {

    /** Why, in words. */
    String detail();

    /** The same failure of a call that would have answered something else. */
    <U> Failed<U> retyped();
  }

  /**
   * OCI refused for good.
   *
   * @param status of HTTP
   * @param code OCI's error code; empty if the answer had none
   */
  record Refused<T>(int status, String code, String detail) implements Failed<T> {

    /** Whether what the path of the call names is not there, or hidden from the caller. */
    public boolean isHidden() {
      return status == 404;
    }

    @Override
    public <U> Refused<U> retyped() {
      return new Refused<>(status, code, detail);
    }
  }

  /**
   * What was read is not known to be so any more: somebody else has changed it, or the call that
   * was to change it was left without an answer. To be read again.
   */
  record Stale<T>(String detail) implements Failed<T> {
    @Override
    public <U> Stale<U> retyped() {
      return new Stale<>(detail);
    }
  }

  /** Not carried out within the limit, as far as is known. */
  record GivenUp<T>(String detail) implements Failed<T> {
    @Override
    public <U> GivenUp<U> retyped() {
      return new GivenUp<>(detail);
    }
  }

  /** Not tried, or not tried again: a newer evaluation has taken over. */
  record NotCurrent<T>() implements Failed<T> {
    @Override
    public String detail() {
      return "stopped, a newer evaluation has taken over";
    }

    @Override
    public <U> NotCurrent<U> retyped() {
      return new NotCurrent<>();
    }
  }

  /** Goes on with the answer, if there is one. */
  default <U> Outcome<U> then(Function<? super T, Outcome<U>> next) {
    return switch (this) {
      case Done<T>(T value) -> next.apply(value);
      case Failed<T> failed -> failed.retyped();
    };
  }
}

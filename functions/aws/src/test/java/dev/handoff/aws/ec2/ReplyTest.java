package dev.handoff.aws.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyTest {

  @ParameterizedTest
  @CsvSource({
    "503, RequestLimitExceeded",
    "400, Throttling",
    "400, ThrottlingException",
    "400, EC2ThrottledException",
    "400, RequestTimeout",
    "400, PriorRequestNotComplete",
    "429, TooManyRequestsException",
    "500, InternalError",
    "503, Unavailable",
    "502, ''"
  })
  void whatMayPassIsTemporary(int status, String code) {
    assertTrue(failure(status, code, "").isTemporary());
  }

  @ParameterizedTest
  @CsvSource({
    "400, InvalidAllocationID.NotFound",
    "400, IncorrectInstanceState",
    "400, Resource.AlreadyAssociated",
    "403, UnauthorizedOperation",
    "401, AuthFailure",
    "400, RequestExpired",
    "404, ''"
  })
  void whatMustBeMendedIsNot(int status, String code) {
    assertFalse(failure(status, code, "").isTemporary());
  }

  @Test
  void aThrottledCallWasNotCarriedOutButAnInternalErrorMayHaveBeen() {
    assertTrue(failure(503, "RequestLimitExceeded", "").isDefinite());
    assertFalse(failure(500, "InternalError", "").isDefinite());
  }

  @Test
  void theWordsNameTheCallTheReasonAndTheRequest() {
    assertEquals(
        "AssociateAddress: InvalidAllocationID.NotFound: The allocation ID 'eipalloc-1' does not"
            + " exist (not found or not permitted: EC2 hides what the role may not see)"
            + " [status 400, request r-1]",
        failure(
                400,
                "InvalidAllocationID.NotFound",
                "The allocation ID 'eipalloc-1' does not exist")
            .inWords("AssociateAddress"));
  }

  @Test
  void theEncodedPartOfARefusalIsLeftOut() {
    String words =
        failure(
                403,
                "UnauthorizedOperation",
                "You are not authorized. Encoded authorization failure message: "
                    + "x".repeat(2_000))
            .inWords("ReplaceRoute");

    assertTrue(words.contains("You are not authorized."), words);
    assertFalse(words.contains("xxx"), words);
  }

  private static Reply.Failure failure(int status, String code, String message) {
    return new Reply.Failure(status, code, message, "r-1");
  }
}

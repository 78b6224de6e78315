package io.firstclaim.core.enrollment;

import java.time.Duration;

/// What bulk jobs may take.
///
/// @param kept
///            how long a completed job and its reports are kept
/// @param openPerAccount
///            how many jobs of an account may be under way at once
/// @param rowsPerJob
///            the most rows of a job
/// @param idleUpload
///            how long a file may be on its way without a page becoming full, before it is given up
public record EnrollmentJobLimits(Duration kept, int openPerAccount, long rowsPerJob, Duration idleUpload) {}

namespace CanaryMesh.LoadTester.Load;

/// <summary>How one request ended.</summary>
internal enum LoadOutcome
{
    /// <summary>A status below 400.</summary>
    Ok,

    /// <summary>A status of 400 to 499.</summary>
    ClientError,

    /// <summary>A status of 500 and above.</summary>
    ServerError,

    /// <summary>No whole answer in time.</summary>
    TimedOut,

    /// <summary>No name, no connection, no TLS.</summary>
    NotConnected,

    /// <summary>The connection or the answer broke.</summary>
    Broken,
}

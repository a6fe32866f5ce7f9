namespace CanaryMesh.LoadTester.Running;

/// <summary>Whether a task may start now.</summary>
internal enum Admission
{
    Entered,

    /// <summary>The same work for the same canary goes on already.</summary>
    AlreadyRunning,

    /// <summary>As many run as may.</summary>
    Full,

    /// <summary>The process is on its way out.</summary>
    Stopping,
}

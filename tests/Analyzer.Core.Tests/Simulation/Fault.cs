namespace CanaryMesh.Analyzer.Core.Tests.Simulation;

/// <summary>What may befall a tick.</summary>
internal enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The process dies after some actions; a new leader follows.</summary>
    Crash,

    /// <summary>An action or the record is refused: somebody else wrote in between. The process lives on.</summary>
    RecordLost,

    /// <summary>Decided, and carried out seconds later.</summary>
    Late,

    /// <summary>All of it is done a second time.</summary>
    Twice,
}

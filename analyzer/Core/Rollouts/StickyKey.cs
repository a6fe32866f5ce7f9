namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>What clients are told apart by.</summary>
public enum StickySource
{
    /// <summary>A header.</summary>
    Header,

    /// <summary>A cookie of the app.</summary>
    Cookie,

    /// <summary>The client's address.</summary>
    ClientAddress,
}

/// <summary>What keeps a client on one side while a weight stands or grows. The name is empty for an address.</summary>
public sealed record StickyKey(StickySource Source, string Name);

namespace CanaryMesh.Cluster.Node;

/// <summary>The signals a node sends, by Linux's numbers.</summary>
internal enum PosixSignalNumber
{
    None = 0,
    Hangup = 1,
    Interrupt = 2,
    Quit = 3,
    Kill = 9,
    User1 = 10,
    User2 = 12,
    Terminate = 15,
}

namespace CanaryMesh.Proxy.Forwarding;

/// <summary>How far one attempt at one backend came.</summary>
internal enum AnswerState
{
    /// <summary>The whole answer was passed on, or the head of a stream and then whatever came of it.</summary>
    Answered,

    /// <summary>No byte of the request reached the backend, and none of its body was read: another may be asked.</summary>
    NotReached,

    /// <summary>Broken after something was sent.</summary>
    Broken,

    TimedOut,

    ClientGone,
}

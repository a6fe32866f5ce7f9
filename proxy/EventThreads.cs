namespace CanaryMesh.Proxy;

/// <summary>How the socket layer is told to run. It reads these once, at its first use.</summary>
internal static class EventThreads
{
    internal const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";
    internal const string ThreadCount = "DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT";
    private const int Crowded = 2;

    /// <summary>What is not set already: completions run where the event arrived, which halves the CPU per request, and an exchange whose two
    /// connections share an event thread wakes no other. Where the app has few processors beside it, one thread is enough for the sidecar.</summary>
    public static void Prefer(int processors, Func<string, string?> given, Action<string, string> set)
    {
        SetIfMissing(InlineCompletions, "1");
        SetIfMissing(ThreadCount, processors <= Crowded ? "1" : "2");

        void SetIfMissing(string name, string value)
        {
            if (given(name) is null)
            {
                set(name, value);
            }
        }
    }
}

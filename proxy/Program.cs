using CanaryMesh.Proxy;

// The socket layer reads this once, at its first use: completions then run where the event arrived, which halves the CPU per request.
const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";
if (Environment.GetEnvironmentVariable(InlineCompletions) is null)
{
    Environment.SetEnvironmentVariable(InlineCompletions, "1");
}

return await ProxyProcess.RunAsync(Environment.GetEnvironmentVariable, Console.Error);

using System.Collections.Concurrent;
using CanaryMesh.Proxy.Control;
using CanaryMesh.Proxy.Guard;

namespace CanaryMesh.Proxy.Tests.Support;

internal sealed class CollectingLogger : ILogger<ControlLog>, ILogger<GuardLog>
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue(formatter(state, exception));
}

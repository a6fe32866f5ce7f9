using System.Net;
using Microsoft.AspNetCore.Connections;

namespace CanaryMesh.Proxy.Listening;

internal sealed class ListenerFactory(IConnectionListenerFactory sockets) : IConnectionListenerFactory
{
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        endpoint is H2EndPoint ? new(new SilentListener(endpoint)) : sockets.BindAsync(endpoint, cancellationToken);
}

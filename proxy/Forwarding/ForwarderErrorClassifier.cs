using System.Net.Sockets;
using Yarp.ReverseProxy.Forwarder;

namespace CanaryMesh.Proxy.Forwarding;

/// <summary>What YARP says of an attempt, in our words. YARP arms no timeout here, so its timeout can only be that of the connect.</summary>
internal static class ForwarderErrorClassifier
{
    public static AnswerState Classify(ForwarderError error, Exception? cause, bool answered) => error switch
    {
        ForwarderError.None or ForwarderError.RequestCreation => AnswerState.Answered,
        ForwarderError.Request => OfRequest(cause),
        ForwarderError.RequestTimedOut => AnswerState.NotReached,
        ForwarderError.RequestBodyDestination => answered ? AnswerState.Answered : OfTransport(cause),
        ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled or ForwarderError.RequestBodyClient
            or ForwarderError.ResponseBodyCanceled or ForwarderError.ResponseBodyClient
            or ForwarderError.UpgradeRequestCanceled or ForwarderError.UpgradeRequestClient
            or ForwarderError.UpgradeResponseCanceled or ForwarderError.UpgradeResponseClient => AnswerState.ClientGone,
        _ => OfTransport(cause),
    };

    private static AnswerState OfRequest(Exception? cause) =>
        cause is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } ? AnswerState.NotReached : OfTransport(cause);

    private static AnswerState OfTransport(Exception? cause)
    {
        for (var inner = cause; inner is not null; inner = inner.InnerException)
        {
            if (inner is SocketException { SocketErrorCode: SocketError.TimedOut })
            {
                return AnswerState.TimedOut;
            }
        }

        return AnswerState.Broken;
    }
}

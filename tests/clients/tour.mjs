// Sends, receives, hides and deletes messages with the AWS SDK for JavaScript against an endpoint,
// and checks what it answers; the SDK itself checks the MD5 digests of bodies.
// usage: node tour.mjs URL
import assert from "node:assert/strict";
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";

const client = new SQSClient({
  endpoint: process.argv[2],
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  maxAttempts: 1,
});
const send = (command) => client.send(command);

async function receive(QueueUrl, more = {}) {
  const answer = await send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["All"], ...more }),
  );
  return answer.Messages ?? [];
}

async function standard() {
  const { QueueUrl } = await send(new CreateQueueCommand({ QueueName: "tour" }));
  assert.equal((await send(new GetQueueUrlCommand({ QueueName: "tour" }))).QueueUrl, QueueUrl);
  const MessageAttributes = {
    text: { DataType: "String", StringValue: "grüße" },
    bytes: { DataType: "Binary", BinaryValue: new Uint8Array([0, 1, 255]) },
  };
  const sent = await send(
    new SendMessageCommand({ QueueUrl, MessageBody: "first <&> ü", MessageAttributes }),
  );
  assert.equal(sent.SequenceNumber, undefined);
  const [message] = await receive(QueueUrl);
  assert.equal(message.MessageId, sent.MessageId);
  assert.equal(message.Body, "first <&> ü");
  assert.equal(message.Attributes.ApproximateReceiveCount, "1");
  assert.equal(message.MessageAttributes.text.StringValue, "grüße");
  assert.deepEqual([...message.MessageAttributes.bytes.BinaryValue], [0, 1, 255]);
  assert.equal(message.MD5OfMessageAttributes, sent.MD5OfMessageAttributes);
  assert.deepEqual(await receive(QueueUrl), []);
  const { ReceiptHandle } = message;
  await send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
  const [again] = await receive(QueueUrl, { WaitTimeSeconds: 1 });
  assert.equal(again.Attributes.ApproximateReceiveCount, "2");
  assert.notEqual(again.ReceiptHandle, ReceiptHandle);
  await send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: again.ReceiptHandle }));
  await send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: again.ReceiptHandle }));
  await send(new DeleteQueueCommand({ QueueUrl }));
  await assert.rejects(receive(QueueUrl), {
    __type: "com.amazonaws.sqs#QueueDoesNotExist",
    Code: "AWS.SimpleQueueService.NonExistentQueue",
  });
}

async function fifo() {
  const { QueueUrl } = await send(
    new CreateQueueCommand({ QueueName: "tour.fifo", Attributes: { FifoQueue: "true" } }),
  );
  const sent = [];
  for (const body of ["a1", "a2", "b1", "a1"]) {
    sent.push(
      await send(
        new SendMessageCommand({ QueueUrl, MessageBody: body, MessageGroupId: body[0],
          MessageDeduplicationId: body }),
      ),
    );
  }
  assert.equal(sent[3].MessageId, sent[0].MessageId, "the second a1 is a duplicate");
  assert.ok(BigInt(sent[1].SequenceNumber) > BigInt(sent[0].SequenceNumber));
  const messages = await receive(QueueUrl);
  const inGroup = (group) => messages.map((m) => m.Body).filter((body) => body[0] === group);
  assert.deepEqual(inGroup("a"), ["a1", "a2"]);
  assert.deepEqual(inGroup("b"), ["b1"]);
  await assert.rejects(
    send(new SendMessageCommand({ QueueUrl, MessageBody: "x", MessageDeduplicationId: "x" })),
    /MessageGroupId/,
  );
  for (const { ReceiptHandle } of messages) {
    await send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }
  assert.deepEqual(await receive(QueueUrl), []);
}

await standard();
await fifo();
console.log("the tour is complete");

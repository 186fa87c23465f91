throw new Error('can not be loaded');

export default () => 'never';
